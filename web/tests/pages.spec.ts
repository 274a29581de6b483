// Every page in both languages, in both colours and on a phone: clean by axe-core, nothing wider than the screen.
import { api, expect, latest, leader, test, violations } from './fixture';
import type { Page } from '@playwright/test';

async function addresses(page: Page): Promise<string[]> {
  const [batter, pitcher] = [await leader(page, 'batting'), await leader(page, 'pitching')];
  const { season } = await latest(page);
  return [
    '/',
    `/players/${batter.mlbamId}`,
    `/players/${pitcher.mlbamId}?role=pitching`,
    `/compare?players=${batter.mlbamId},${pitcher.mlbamId}`,
    '/leaders',
    '/leaders?role=pitching&stat=era&min=all',
    '/coverage',
    `/coverage?season=${season}`,
    '/admin',
    '/sign-in',
  ];
}

/** Brings everything that waits to be seen into view, and waits until nothing loads. */
async function whole(page: Page) {
  for (let step = 0; step < 12; step += 1) {
    await page.mouse.wheel(0, 900);
    await page.waitForTimeout(60);
  }
  await page.waitForLoadState('networkidle');
  await expect(page.locator('.state-loading')).toHaveCount(0);
}

for (const look of [
  { name: 'English, light', language: 'en', scheme: 'light', width: 1280 },
  { name: 'Japanese, dark', language: 'ja', scheme: 'dark', width: 1280 },
  { name: 'a phone', language: 'en', scheme: 'light', width: 390 },
] as const) {
  test.describe(look.name, () => {
    test.use({ colorScheme: look.scheme, viewport: { width: look.width, height: 844 } });
    test('every page is whole', async ({ page }) => {
      test.setTimeout(240_000);
      for (const address of await addresses(page)) {
        await test.step(address, async () => {
          await page.goto(`${address}${address.includes('?') ? '&' : '?'}lang=${look.language}`);
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
          await whole(page);
          await expect(page.locator('html')).toHaveAttribute('lang', look.language);
          expect(await page.locator('.state-failed').allInnerTexts(), 'nothing failed').toEqual(
            address === '/admin' ? [expect.any(String)] : [],
          );
          expect(await violations(page), 'axe-core').toEqual([]);
          const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
          expect(inner, 'nothing is wider than the screen').toBeLessThanOrEqual(outer ?? 0);
        });
      }
    });
  });
}

test('the language is chosen once, stays, and speaks Japanese throughout', async ({ page }) => {
  const player = await leader(page, 'batting');
  await page.goto(`/players/${player.mlbamId}`);
  await page.getByRole('combobox', { name: 'Language' }).selectOption('ja');
  await expect(page).toHaveURL(/lang=ja/);
  await expect(page.getByRole('columnheader', { name: '打率' }).first()).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'ページ' })).toContainText('ランキング');
  await page.goto('/leaders');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
});

test('who follows a link in Japanese goes on in Japanese', async ({ page }) => {
  await page.goto('/leaders?lang=ja');
  await page.getByRole('main').locator('tbody').getByRole('link').first().click();
  await expect(page).toHaveURL(/\/players\//);
  await expect(page.getByRole('columnheader', { name: '打率' }).first()).toBeVisible();
});

test('the colours are chosen once and stay', async ({ page }) => {
  await page.goto('/');
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
  await expect.poll(paper).not.toBe(light);
  const dark = await paper();
  await page.reload();
  expect(await paper()).toBe(dark);
});

test('every page has the sources’ notices', async ({ page }) => {
  const { notices } = await api(page, '{ notices { text } }');
  await page.goto('/leaders');
  for (const { text } of notices) await expect(page.getByRole('contentinfo')).toContainText(text);
});

test('the scripts of a player’s page are small until a chart is drawn', async ({ page }) => {
  const player = await leader(page, 'batting');
  let charts = 0;
  let bytes = 0;
  page.on('response', async (response) => {
    if (!response.url().endsWith('.js')) return;
    const size = (await response.request().sizes()).responseBodySize;
    if (/echarts/i.test(response.url())) charts += size;
    else bytes += size;
  });
  await page.goto(`/players/${player.mlbamId}`);
  await page.waitForLoadState('networkidle');
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(250 * 1024);
  expect(charts).toBeGreaterThan(0);
});
