// A batter's page: numbers as the API has them, plots by their pixels, splits, downloads, and the URL that says it all.
import { api, download, expect, expectDrawn, latest, leader, painted, panel, parseCsv, test } from './fixture';

const line = 'plateAppearances hits homeRuns avg woba';
const average = (value: number | null) => (value === null ? '–' : value.toFixed(3).replace(/^0/, ''));

test('the first view takes three requests at most, and its line is the API’s', async ({ page, watch }) => {
  const player = await leader(page, 'batting');
  const { season } = await latest(page);
  await page.goto(`/players/${player.mlbamId}`);
  const shown = panel(page, 'Line');
  await expect(shown.getByRole('table')).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(watch.queries.length).toBeLessThanOrEqual(3);

  const query = `query($id: Int!, $season: Int!) { player(by: {mlbamId: $id}) { batting(where: {seasons: [$season]}) { ${line} } } }`;
  const { batting } = (await api(page, query, { id: player.mlbamId, season })).player;
  const table = shown.getByRole('table');
  const heads = await table.locator('thead th').allInnerTexts();
  const cells = await table.locator('tbody tr').first().locator('th, td').allInnerTexts();
  const cell = (head: string) => cells[heads.findIndex((text) => text.trim() === head)]?.trim();
  expect(cell('PA')).toBe(String(batting.plateAppearances));
  expect(cell('H')).toBe(String(batting.hits));
  expect(cell('AVG')).toBe(average(batting.avg));
  expect(cell('wOBA')).toContain(average(batting.woba));
});

test('each plot is drawn', async ({ page }) => {
  const player = await leader(page, 'batting');
  await page.goto(`/players/${player.mlbamId}`);
  for (const title of ['Spray chart', 'Exit velocity by launch angle', 'Strike zone', 'Rolling wOBA and xwOBA']) {
    const shown = page.getByRole('region', { name: title });
    await shown.scrollIntoViewIfNeeded();
    await test.step(title, async () => {
      const chart = shown.getByRole('img').first();
      await expectDrawn(chart, { pixels: 4_000, colours: 4 });
      // Colours are mixed from those of the page: what cannot be read of them comes out black.
      expect((await painted(chart)).black).toBeLessThan(0.15);
    });
  }
  const spray = page.getByRole('region', { name: 'Spray chart' });
  const { content, name } = await download(page, spray.getByRole('button', { name: /as PNG/ }));
  expect(name).toMatch(/\.png$/);
  expect(content.subarray(1, 4).toString()).toBe('PNG');
  expect(content.length).toBeGreaterThan(5_000);
});

test('the spray chart has a point for each tracked ball in play', async ({ page }) => {
  const player = await leader(page, 'batting');
  const { season } = await latest(page);
  await page.goto(`/players/${player.mlbamId}`);
  const spray = page.getByRole('region', { name: 'Spray chart' });
  await spray.scrollIntoViewIfNeeded();
  const { content } = await download(page, spray.getByRole('button', { name: /as CSV/ }));
  const query = `query($id: Int!, $season: Int!) { player(by: {mlbamId: $id}) {
    battedBalls(where: {seasons: [$season]}, first: 10000) { nodes { hitXFeet hitYFeet exitVelocityMph } } } }`;
  const { nodes } = (await api(page, query, { id: player.mlbamId, season })).player.battedBalls;
  const placed = nodes.filter((ball: { hitXFeet: number | null }) => ball.hitXFeet !== null);
  const [head = [], ...rows] = parseCsv(content.toString('utf8'));
  const column = (key: string) => rows.map((row) => Number(row[head.indexOf(key)])).sort((a, b) => a - b);
  expect(rows).toHaveLength(placed.length);
  expect(column('hitXFeet')).toEqual(placed.map((ball: { hitXFeet: number }) => ball.hitXFeet).sort((a: number, b: number) => a - b));
});

test('another period is another line, and its URL shows it elsewhere', async ({ page, context }) => {
  const player = await leader(page, 'batting');
  const { firstDate, lastDate } = await latest(page);
  await page.goto(`/players/${player.mlbamId}`);
  const games = async (where: object) => {
    const query = 'query($id: Int!, $where: PlayFilter) { player(by: {mlbamId: $id}) { batting(where: $where) { games plateAppearances } } }';
    return (await api(page, query, { id: player.mlbamId, where })).player.batting as { games: number; plateAppearances: number };
  };
  const period = page.getByRole('combobox', { name: 'Period' });
  const table = panel(page, 'Line').getByRole('table');

  await period.selectOption({ label: 'Last 15 days' });
  await expect(page).toHaveURL(/period=last15/);
  const from = new Date(Date.parse(lastDate) - 14 * 86_400_000).toISOString().slice(0, 10);
  const fortnight = await games({ from, to: lastDate });
  expect(fortnight.games).toBeGreaterThan(0);
  await expect(table).toContainText(String(fortnight.plateAppearances));

  await period.selectOption({ label: 'Dates' });
  const to = new Date(Date.parse(firstDate) + 9 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('From').fill(firstDate);
  await page.getByLabel('To', { exact: true }).fill(to);
  await expect(page).toHaveURL(new RegExp(`period=${firstDate}\\.\\.${to}`));
  const days = await games({ from: firstDate, to });
  await expect(table).toContainText(String(days.plateAppearances));

  await period.selectOption({ label: 'Career' });
  await expect(page).toHaveURL(/period=career/);
  const career = await games({});
  await expect(table).toContainText(String(career.plateAppearances));

  await page.goBack();
  await expect(page).toHaveURL(/period=\d{4}-/);
  await expect(table).toContainText(String(days.plateAppearances));

  const other = await context.newPage();
  await other.goto(page.url());
  await expect(panel(other, 'Line').getByRole('table')).toHaveText((await table.textContent()) ?? '');
  await expect(other.getByRole('combobox', { name: 'Period' })).toHaveValue('days');
});

test('a period without games says so, and dates in the wrong order too', async ({ page }) => {
  const player = await leader(page, 'batting');
  await page.goto(`/players/${player.mlbamId}?period=1999-01-01..1999-01-02`);
  await expect(page.getByText('No data for this choice.').first()).toBeVisible();
  await page.getByLabel('From').fill('1999-02-01');
  await expect(page.getByText('The first day must not be after the last.')).toBeVisible();
});

test('splits by two dimensions one picks are the API’s, and so is their CSV', async ({ page }) => {
  const player = await leader(page, 'batting');
  const { season } = await latest(page);
  await page.goto(`/players/${player.mlbamId}`);
  const splits = page.getByRole('region', { name: 'Splits' }).first();
  await page.mouse.wheel(0, 10_000);
  await expect(async () => {
    await page.mouse.wheel(0, 10_000);
    await expect(splits.getByRole('table')).toBeVisible({ timeout: 500 });
  }).toPass();
  const pickers = splits.getByRole('combobox');
  await pickers.nth(0).selectOption('PITCHER_HAND');
  await pickers.nth(1).selectOption('OUTS');
  await expect(page).toHaveURL(/splits=PITCHER_HAND(%2C|,)OUTS/);
  await expect(splits.getByRole('columnheader', { name: 'Outs' })).toBeVisible();
  await expect(splits.getByRole('table').locator('tbody tr')).toHaveCount(6);

  const query = `query($id: Int!, $season: Int!) { player(by: {mlbamId: $id}) {
    battingSplits(by: [PITCHER_HAND, OUTS], where: {seasons: [$season]}) { key { label } line { ${line} } } } }`;
  type Split = { key: { label: string }[]; line: Record<string, number | null> };
  const rows: Split[] = (await api(page, query, { id: player.mlbamId, season })).player.battingSplits;
  const { content, name } = await download(page, splits.getByRole('button', { name: /as CSV/ }));
  expect(name).toMatch(/pitcher-hand-outs\.csv$/);
  const [head = [], ...lines] = parseCsv(content.toString('utf8'));
  expect(head.slice(0, 2)).toEqual(['PITCHER_HAND', 'OUTS']);
  expect(lines).toHaveLength(rows.length);
  for (const [place, row] of rows.entries()) {
    const cells = lines[place] ?? [];
    expect(cells.slice(0, 2)).toEqual(row.key.map((part) => part.label));
    for (const stat of line.split(' ')) {
      expect(head, stat).toContain(stat);
      expect(cells[head.indexOf(stat)], `${stat} of ${cells.slice(0, 2)}`).toBe(row.line[stat] === null ? '' : String(row.line[stat]));
    }
  }
});

test('filters narrow the line and stand in the URL', async ({ page }) => {
  const player = await leader(page, 'batting');
  const { season } = await latest(page);
  await page.goto(`/players/${player.mlbamId}`);
  await page.getByText('Filters', { exact: true }).click();
  await page.getByLabel('Pitcher’s hand').or(page.getByLabel("Pitcher's hand")).first().selectOption('LEFT');
  await expect(page).toHaveURL(/vs=LEFT/);
  const query = `query($id: Int!, $season: Int!) { player(by: {mlbamId: $id}) { batting(where: {seasons: [$season], pitcherHand: LEFT}) { plateAppearances } } }`;
  const { batting } = (await api(page, query, { id: player.mlbamId, season })).player;
  await expect(panel(page, 'Line').getByRole('table')).toContainText(String(batting.plateAppearances));
});
