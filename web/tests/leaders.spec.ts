// The ranking under the same filters as a player's page, against the API.
import { api, download, expect, latest, parseCsv, test } from './fixture';

test('a ranking under filters is the API’s, and its CSV too', async ({ page }) => {
  const { season } = await latest(page);
  await page.goto('/leaders');
  await page.locator('select.stat-picker').selectOption('homeRuns');
  await page.getByText('Filters', { exact: true }).click();
  await page.getByLabel(/^Pitcher.s hand/).selectOption('RIGHT');
  await expect(page).toHaveURL(/stat=homeRuns/);
  await expect(page).toHaveURL(/vs=RIGHT/);
  const query = `query($season: Int!) { battingLeaders(stat: HOME_RUNS, first: 100, where: {seasons: [$season], pitcherHand: RIGHT}) {
    totalCount nodes { rank value player { name { full } } } } }`;
  type Leader = { rank: number; value: number; player: { name: { full: string } } };
  const { nodes, totalCount }: { nodes: Leader[]; totalCount: number } = (await api(page, query, { season })).battingLeaders;
  await expect(page.getByText(new RegExp(`^\\d+ of ${totalCount}$`))).toBeVisible();
  for (const { player } of nodes.slice(0, 3)) await expect(page.getByRole('main').getByRole('link', { name: player.name.full }).first()).toBeVisible();

  const { content } = await download(page, page.getByRole('button', { name: /as CSV/ }).first());
  const [head = [], ...rows] = parseCsv(content.toString('utf8'));
  expect(rows.length).toBeGreaterThan(10);
  const column = (key: string) => rows.map((row) => row[head.indexOf(key)]);
  expect(column('rank')).toEqual(nodes.slice(0, rows.length).map(({ rank }) => String(rank)));
  expect(column('value')).toEqual(nodes.slice(0, rows.length).map(({ value }) => String(value)));
});

test('more rows are asked for by their cursor, and the URL keeps how many', async ({ page }) => {
  await page.goto('/leaders?stat=plateAppearances');
  const rows = page.getByRole('main').locator('tbody tr');
  await expect(rows.first()).toBeVisible();
  const before = await rows.count();
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect.poll(() => rows.count()).toBeGreaterThan(before);
  const after = await rows.count();
  await page.reload();
  await expect.poll(() => rows.count()).toBe(after);
});

test('a name leads to the player under the same filters', async ({ page }) => {
  await page.goto('/leaders?stat=hits&at=HOME');
  await page.getByRole('main').locator('tbody').getByRole('link').first().click();
  await expect(page).toHaveURL(/\/players\/.*at=HOME/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});
