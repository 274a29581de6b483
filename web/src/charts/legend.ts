// Room for the names of what a chart shows.

/** Height of a row of names, pixels. */
const ROW = 24;

/** About how wide a name is with its sign, pixels: letters of Chinese and Japanese are square. */
function widthOf(name: string): number {
  return 33 + [...name].reduce((width, letter) => width + (letter > '\u2e80' ? 11 : 6.4), 0);
}

/** How high a legend of these names gets when it breaks into rows so wide. */
export function legendHeight(names: readonly string[], width: number): number {
  let [rows, used] = [1, 0];
  for (const name of names) {
    const more = widthOf(name);
    if (used > 0 && used + more > width) {
      rows += 1;
      used = 0;
    }
    used += more;
  }
  return rows * ROW;
}
