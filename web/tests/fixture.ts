// What every test watches, and how tests look at pages.
import axe from 'axe-core';
import { test as base, expect, type Locator, type Page } from '@playwright/test';

export { expect };

/** What a page must not do; a test that provokes a refusal says which messages it expects. */
export interface Watch {
  /** Texts of console errors that the test expects. */
  expected: RegExp[];
  /** Bodies posted to /graphql since the start or the last `reset`. */
  queries: string[];
  reset: () => void;
}

export const test = base.extend<{ watch: Watch }>({
  watch: [
    async ({ page, baseURL }, use) => {
      const errors: string[] = [];
      const foreign: string[] = [];
      const watch: Watch = { expected: [], queries: [], reset: () => watch.queries.splice(0) };
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
      });
      page.on('pageerror', (error) => errors.push(String(error)));
      const own = [baseURL, process.env.SCOREBOOK_CLOSED_URL].map((url) => url && new URL(url).host);
      page.on('request', (request) => {
        const url = new URL(request.url());
        if (['data:', 'blob:'].includes(url.protocol)) return;
        if (!own.includes(url.host)) foreign.push(request.url());
        if (url.pathname === '/graphql') watch.queries.push(request.postData() ?? url.search);
      });
      await use(watch);
      expect(foreign, 'no request leaves the origin').toEqual([]);
      const unexpected = errors.filter((text) => !watch.expected.some((pattern) => pattern.test(text)));
      expect(unexpected, 'the console stays clean').toEqual([]);
    },
    { auto: true },
  ],
});

/** Asks the API itself, past the pages. */
export async function api<Data = any>(page: Page, query: string, variables: object = {}): Promise<Data> {
  const response = await page.request.post('/graphql', { data: { query, variables } });
  const answer = await response.json();
  expect(answer.errors, JSON.stringify(answer.errors)).toBeUndefined();
  return answer.data;
}

/** A player of the league with something to look at: the first of a season's leaders. */
export async function leader(page: Page, role: 'batting' | 'pitching') {
  const [stat, count] = role === 'batting' ? ['HITS', 'plateAppearances'] : ['STRIKEOUTS', 'battersFaced'];
  const data = await api(
    page,
    `{ ${role}Leaders(stat: ${stat}, first: 1) { nodes { player { mlbamId name { full last } ${role} { ${count} } } } } }`,
  );
  return data[`${role}Leaders`].nodes[0].player as { mlbamId: number; name: { full: string; last: string } };
}

/** The latest season that is loaded, and its last day. */
export async function latest(page: Page): Promise<{ season: number; firstDate: string; lastDate: string }> {
  const { coverage } = await api(page, '{ coverage { season firstDate lastDate } }');
  return coverage.sort((a: { season: number }, b: { season: number }) => b.season - a.season)[0];
}

/** The part of a page with this heading. */
export function panel(page: Page, title: string | RegExp): Locator {
  return page.getByRole('region', { name: title }).filter({ has: page.getByRole('heading', { level: 2 }) });
}

/** What a canvas shows: how many of its pixels are painted, in how many clearly different colours, and what share is black. */
export async function painted(chart: Locator): Promise<{ pixels: number; colours: number; black: number }> {
  await chart.scrollIntoViewIfNeeded();
  const canvas = chart.locator('canvas').first();
  await expect(canvas).toBeVisible();
  return canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    // A copy: the browser warns of a canvas that is read back again and again.
    const copy = Object.assign(document.createElement('canvas'), { width, height });
    const context = copy.getContext('2d', { willReadFrequently: true });
    context?.drawImage(element as HTMLCanvasElement, 0, 0);
    if (!context) return { pixels: 0, colours: 0, black: 0 };
    const { data } = context.getImageData(0, 0, width, height);
    const colours = new Set<number>();
    let pixels = 0;
    let black = 0;
    for (let at = 0; at < data.length; at += 4) {
      if ((data[at + 3] ?? 0) < 40) continue;
      pixels += 1;
      if (Math.max(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0) < 24) black += 1;
      // Four bits a channel: what antialiasing makes does not count for much.
      colours.add((((data[at] ?? 0) >> 5) << 6) | (((data[at + 1] ?? 0) >> 5) << 3) | ((data[at + 2] ?? 0) >> 5));
    }
    return { pixels, colours: colours.size, black: black / Math.max(pixels, 1) };
  });
}

/** Waits until a chart is drawn, and looks at its pixels. */
export async function expectDrawn(chart: Locator, least: { pixels: number; colours: number }) {
  await expect
    .poll(async () => {
      const seen = await painted(chart);
      return seen.pixels >= least.pixels && seen.colours >= least.colours ? 'drawn' : JSON.stringify(seen);
    })
    .toBe('drawn');
}

/** The text of a file that a click downloads. */
export async function download(page: Page, button: Locator): Promise<{ name: string; content: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  return { name: file.suggestedFilename(), content: Buffer.concat(chunks) };
}

/** Reads CSV by RFC 4180: rows of texts, the mark of UTF-8 taken away. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|$)/gy;
  const body = text.replace(/^\ufeff/, '');
  for (let match = cell.exec(body); match; match = cell.exec(body)) {
    const [, value = '', end] = match;
    rows.at(-1)?.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  return rows.filter((row) => row.length > 1 || row[0] !== '');
}

/** Violations that axe-core finds, by rule and place. */
export async function violations(page: Page): Promise<string[]> {
  // The page's policy holds for its own scripts; what the browser's debugger runs is outside of it.
  await page.evaluate(axe.source);
  const found = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
    }),
  );
  return found.violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.target.join(' ')).join('; ')}`);
}
