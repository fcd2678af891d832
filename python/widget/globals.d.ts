/** The panel of the module that this is the end of. */
declare const PANEL: string;
