// What the bundler of the finished site defines.

/** There in the finished site only. */
declare const FINISHED_SITE: true | undefined;
