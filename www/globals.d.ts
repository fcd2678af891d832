// What the bundler of the finished site defines.

/** There in the finished site only. */
declare const FINISHED_SITE: true | undefined;

/** There in the finished site only: plate.css, which no figure does without, in the element's own file. */
declare const PLATE_SHEET: string | undefined;

/** There in a page that is one file: the panels' pictures as addresses that hold them. */
declare const PICTURES: Record<string, string> | undefined;

/** The library that makes zips, as far as it is used: the bundler finds it, the type checker does not. */
declare module 'fflate' {
  export function strToU8(text: string): Uint8Array;
  export function zipSync(files: Record<string, Uint8Array>): Uint8Array<ArrayBuffer>;
}
