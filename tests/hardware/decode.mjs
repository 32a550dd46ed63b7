// Draws ESC/POS slips as npos understands them: the bytes of one on stdin, or of many in the files
// that are named; PBM pictures on stdout, one after another.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const npos = createRequire(new URL("../decoder/package.json", import.meta.url))("npos");
const named = process.argv.slice(2);

for (const file of named.length > 0 ? named : [0]) {
  const { entries } = await npos.parser().parse(readFileSync(file));
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
}
