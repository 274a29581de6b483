// From the first page to a downloaded table without a pointer.
import type { Locator, Page } from '@playwright/test';

import { expect, leader, panel, test } from './fixture';

/** Presses Tab until this has the focus. */
async function tabTo(page: Page, target: Locator) {
  for (let step = 0; step < 150; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the keyboard does not reach it');
}

test('search, tab, period, filter, split and download by keys alone', async ({ page }) => {
  const player = await leader(page, 'batting');
  await page.goto('/leaders');
  await expect(page.getByRole('table').first()).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type(player.name.full);
  await expect(page.getByRole('listbox').getByRole('option').first()).toContainText(player.name.full);
  await page.keyboard.press('Enter');
  await expect(panel(page, 'Line').getByRole('table')).toBeVisible();

  const period = page.getByRole('combobox', { name: 'Period' });
  await tabTo(page, period);
  await page.keyboard.type('Career');
  await expect(page).toHaveURL(/period=career/);

  const filters = page.locator('summary').filter({ hasText: 'Filters' });
  await tabTo(page, filters);
  await page.keyboard.press('Enter');
  const place = page.getByLabel(/^Home or away|^Home\/away|^Home \/ away/).first();
  await tabTo(page, place);
  await page.keyboard.press('ArrowDown');
  await expect(page).toHaveURL(/at=(HOME|AWAY)/);

  const pitching = page.getByRole('tab', { name: 'Pitching' }).or(page.getByRole('link', { name: 'Pitching', exact: true })).first();
  await page.keyboard.press('Home');
  const save = panel(page, 'Line').getByRole('button', { name: /as CSV/ });
  await tabTo(page, save);
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(file.suggestedFilename()).toMatch(/\.csv$/);
  await expect(pitching).toBeVisible();
});

test('the first Tab offers to skip to the content', async ({ page }) => {
  await page.goto('/leaders');
  await expect(page.getByRole('table').first()).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});
