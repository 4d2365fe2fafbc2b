/** The part of pdfmake that is used, by its file: under its name the published types bring in the browser's, which say other things of streams than Node does. */
declare module 'pdfmake/js/index.js' {
  interface Page {
    readonly pageSize: 'A4';
    readonly pageMargins: number;
    readonly info: { readonly title: string };
    readonly defaultStyle: { readonly font: string };
    readonly content: readonly { readonly svg: string; readonly width: number; readonly height: number }[];
  }

  interface PdfMake {
    setFonts(fonts: Readonly<Record<string, { readonly normal: string; readonly bold: string }>>): void;
    setUrlAccessPolicy(allows: (url: string) => boolean): void;
    setLocalAccessPolicy(allows: (path: string) => boolean): void;
    createPdf(page: Page): { getBuffer(): Promise<Buffer> };
  }

  const pdfmake: PdfMake;
  export default pdfmake;
}
