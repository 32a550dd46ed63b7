// Draws an ESC/POS slip as npos understands it: bytes on stdin, a PBM picture on stdout.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const npos = createRequire(new URL("../decoder/package.json", import.meta.url))("npos");

const { entries } = await npos.parser().parse(readFileSync(0));
const { data: bitmap } = entries.find((entry) => entry.type === "raster");
const width = bitmap.getWidth();
const height = bitmap.getHeight();
const rows = Buffer.alloc((width / 8) * height);
for (let y = 0; y < height; y++) {
  for (let x = 0; x < width; x++) {
    const dot = bitmap.getPixel(x, y) === 0;
    if (dot) rows[y * (width / 8) + (x >> 3)] |= 0x80 >> (x & 7);
  }
}
process.stdout.write(Buffer.concat([Buffer.from(`P4\n${width} ${height}\n`), rows]));
