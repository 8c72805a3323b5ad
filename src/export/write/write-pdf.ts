/** Pictures as the pages of a PDF: shapes stay shapes, and words words. */
import { GState, jsPDF } from 'jspdf';
import type { CircleMark, FaceName, Mark, PathMark, Picture, RectMark, TextMark } from '../picture/marks.ts';
import { leftOf, widthOf } from '../picture/text-fit.ts';
import { pathParts } from './path-data.ts';
import { pdfText } from './pdf-text.ts';

/** Points to a pixel of the design size: 1280 by 720 pixels are 960 by 540 points, 13 1/3 by 7 1/2 inches. */
const POINTS = 0.75;

/** The fonts that every reader of PDF has; nothing is embedded. */
const FONTS: Readonly<Record<FaceName, readonly [family: string, style: string]>> = {
  text: ['helvetica', 'normal'],
  bold: ['helvetica', 'bold'],
  mono: ['courier', 'normal'],
  'mono-bold': ['courier', 'bold'],
};

/** By jsPDF's types a GState can only be made of another one. */
const Opacity = GState as unknown as new (looks: {
  readonly opacity: number;
  readonly 'stroke-opacity': number;
}) => GState;

/** Where a mark's coordinates lie on the page, in points. */
interface Frame {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface PdfAbout {
  readonly title: string;
  readonly created: Date;
}

/** A document that takes one page after the other. */
export class PdfBook {
  private readonly document: jsPDF;
  private pages = 0;
  /** As it stands on the page in progress. */
  private opacity = 1;

  constructor({ title, created }: PdfAbout, { width, height }: Pick<Picture, 'width' | 'height'>) {
    const format = [width * POINTS, height * POINTS];
    this.document = new jsPDF({ unit: 'pt', orientation: 'landscape', format, compress: true });
    this.document.setProperties({ title: pdfText(title), creator: 'msixscope' });
    this.document.setCreationDate(created);
  }

  /** Adds a page with a bookmark of the picture's title. */
  add(picture: Picture): void {
    const { width, height, background, title, marks } = picture;
    if (this.pages > 0) this.document.addPage([width * POINTS, height * POINTS], 'landscape');
    this.pages++;
    this.opacity = 1;
    this.document.outline.add(null, pdfText(title), { pageNumber: this.pages });
    const frame = { x: 0, y: 0, scale: POINTS };
    this.draw({ kind: 'rect', x: 0, y: 0, width, height, fill: background }, frame);
    for (const mark of marks) this.draw(mark, frame);
  }

  bytes(): ArrayBuffer {
    return this.document.output('arraybuffer');
  }

  private draw(mark: Mark, frame: Frame): void {
    if (mark.kind === 'group') {
      const { x, y, scale } = frame;
      const inner = { x: x + scale * mark.x, y: y + scale * mark.y, scale: scale * mark.scale };
      for (const one of mark.marks) this.draw(one, inner);
    } else if (mark.kind === 'text') this.drawText(mark, frame);
    else this.drawShape(mark, frame);
  }

  /** Pressed or drawn out to the width that the scene measured, so that everything beside it stays clear. */
  private drawText(mark: TextMark, { x, y, scale }: Frame): void {
    const { document } = this;
    const words = pdfText(mark.text);
    if (words === '') return;
    const [family, style] = FONTS[mark.face];
    const size = scale * mark.size;
    document.setFont(family, style);
    document.setFontSize(size);
    document.setTextColor(mark.colour);
    this.setOpacity(1);
    const natural = document.getStringUnitWidth(words, { doKerning: false }) * size;
    const horizontalScale = (scale * widthOf(mark)) / natural;
    document.text(words, x + scale * leftOf(mark), y + scale * mark.y, { horizontalScale });
  }

  private drawShape(mark: RectMark | CircleMark | PathMark, frame: Frame): void {
    const { document } = this;
    const { fill, stroke } = mark;
    const style = fill === undefined ? (stroke ? 'S' : null) : stroke ? 'DF' : 'F';
    if (style === null) return;
    this.setOpacity(mark.opacity ?? 1);
    if (fill !== undefined) document.setFillColor(fill);
    if (stroke) {
      document.setDrawColor(stroke.colour);
      document.setLineWidth(frame.scale * stroke.width);
      document.setLineDashPattern(stroke.dash?.map((length) => frame.scale * length) ?? [], 0);
      document.setLineCap(stroke.ends ?? 'butt');
      document.setLineJoin(stroke.ends === 'round' ? 'round' : 'miter');
    }
    this.outline(mark, frame, style);
  }

  private outline(
    mark: RectMark | CircleMark | PathMark,
    { x, y, scale }: Frame,
    style: 'S' | 'F' | 'DF',
  ): void {
    const { document } = this;
    if (mark.kind === 'circle')
      document.circle(x + scale * mark.x, y + scale * mark.y, scale * mark.radius, style);
    else if (mark.kind === 'rect') {
      const { radius = 0, width, height } = mark;
      const corner = scale * Math.min(radius, width / 2, height / 2);
      const place = [x + scale * mark.x, y + scale * mark.y, scale * width, scale * height] as const;
      if (corner === 0) document.rect(...place, style);
      else document.roundedRect(...place, corner, corner, style);
    } else {
      for (const part of pathParts(mark.path)) {
        if (part.kind === 'close') document.close();
        else if (part.kind === 'move') document.moveTo(x + scale * part.x, y + scale * part.y);
        else document.lineTo(x + scale * part.x, y + scale * part.y);
      }
      if (style === 'S') document.stroke();
      else if (style === 'F') document.fill();
      else document.fillStroke();
    }
  }

  private setOpacity(opacity: number): void {
    if (opacity === this.opacity) return;
    this.opacity = opacity;
    this.document.setGState(new Opacity({ opacity, 'stroke-opacity': opacity }));
  }
}
