import { WorkLevel } from "@throughline/shared/vocabulary";
import { Router } from "express";
import { PNG } from "pngjs";

/** Drawn on a grid of 14, as the dashboard draws them; Asana shows pictures of 64 pixels. */
const GRID = 14;
const SIZE = 64;
type Ink = (x: number, y: number) => boolean;

const bar =
  (x: number, height: number): Ink =>
  (px, py) =>
    px >= x && px <= x + 3 && py >= 12 - height && py <= 12;
const line =
  (x1: number, y1: number, x2: number, y2: number, width: number): Ink =>
  (px, py) => {
    const along = ((px - x1) * (x2 - x1) + (py - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2);
    const at = Math.max(0, Math.min(1, along));
    return Math.hypot(px - x1 - at * (x2 - x1), py - y1 - at * (y2 - y1)) <= width / 2;
  };
const any =
  (...inks: Ink[]): Ink =>
  (x, y) =>
    inks.some((ink) => ink(x, y));
const not =
  (ink: Ink, hole: Ink): Ink =>
  (x, y) =>
    ink(x, y) && !hole(x, y);
const bars = (heights: readonly number[]): Ink => any(...heights.map((height, index) => bar(1.5 + index * 4, height)));
const hollow = any(
  ...[0, 1, 2].map((index) =>
    not(bar(1.5 + index * 4, 6), (x, y) => x >= 2.4 + index * 4 && x <= 3.6 + index * 4 && y >= 7 && y <= 11),
  ),
);

/** An initiative's marks: rising, falling, stuck under a lid, nothing there, done. The shape alone tells them apart. */
const MARKS: Record<WorkLevel, { ink: Ink; colour: readonly [number, number, number] }> = {
  green: { ink: bars([4, 7, 10]), colour: [31, 122, 74] },
  amber: { ink: bars([10, 7, 4]), colour: [180, 105, 14] },
  red: { ink: any(bars([2.5, 2.5, 2.5]), line(2, 5, 12, 5, 1.8)), colour: [190, 48, 48] },
  uncovered: { ink: hollow, colour: [110, 116, 128] },
  finished: { ink: any(line(2, 7.6, 5.2, 10.8, 2), line(5.2, 10.8, 12, 3.8, 2)), colour: [72, 78, 170] },
};

/** Four by four samples a pixel, so that slanted edges are smooth. */
function draw({ ink, colour }: (typeof MARKS)[WorkLevel]): Buffer {
  const image = new PNG({ width: SIZE, height: SIZE });
  for (let index = 0; index < SIZE * SIZE; index++) {
    let hits = 0;
    for (let sample = 0; sample < 16; sample++) {
      const x = ((index % SIZE) + ((sample % 4) + 0.5) / 4) * (GRID / SIZE);
      const y = (Math.floor(index / SIZE) + (Math.floor(sample / 4) + 0.5) / 4) * (GRID / SIZE);
      if (ink(x, y)) hits++;
    }
    image.data.set([...colour, Math.round((hits / 16) * 255)], index * 4);
  }
  return PNG.sync.write(image);
}

/** One picture per state, the same for everybody. Asana's page is another origin and may show them. */
export function iconRoutes(): Router {
  const pictures = new Map(WorkLevel.options.map((level) => [level as string, draw(MARKS[level])]));
  return Router().get("/icons/:name.png", (request, response, next) => {
    const picture = pictures.get(request.params.name);
    if (picture === undefined) {
      next();
      return;
    }
    response.set({ "cache-control": "public, max-age=86400", "cross-origin-resource-policy": "cross-origin" });
    response.type("png").send(picture);
  });
}
