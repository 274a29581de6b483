// From a name to a page, by keyboard first.
import type { Page } from '@playwright/test';

import { expect, leader, test } from './fixture';

/** What the search offers. */
const options = (page: Page) => page.getByRole('listbox', { name: 'Find a player' }).getByRole('option');

test('typing a name and Enter leads to the player', async ({ page }) => {
  const player = await leader(page, 'batting');
  await page.goto('/');
  const box = page.getByRole('combobox', { name: 'Find a player' });
  await expect(box).toBeFocused();
  await page.keyboard.type(player.name.last.slice(0, 5));
  await expect(options(page).first()).toBeVisible();
  await box.fill(player.name.full);
  await expect(options(page).first()).toContainText(player.name.full);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(player.name.full);
  expect(new URL(page.url()).pathname).toMatch(/^\/players\/\d+$/);
});

test('slash brings the search box, arrows choose, Escape closes', async ({ page }) => {
  await page.goto('/leaders');
  await expect(page.getByRole('table').first()).toBeVisible();
  await page.keyboard.press('/');
  const box = page.getByRole('combobox', { name: 'Find a player' });
  await expect(box).toBeFocused();
  await expect(box).toHaveValue('');
  await page.keyboard.type('a');
  const offered = options(page);
  await expect(offered.nth(1)).toBeVisible();
  await expect(offered.nth(0)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(offered.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(box).toHaveAttribute('aria-activedescendant', (await offered.nth(1).getAttribute('id')) ?? '');
  await page.keyboard.press('ArrowUp');
  await expect(offered.nth(0)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(offered.first()).toBeHidden();
});

test('a name is found with a letter wrong and without its accents, with team and years', async ({ page }) => {
  const player = await leader(page, 'batting');
  await page.goto('/');
  const [first = '', ...rest] = player.name.full.split(' ');
  const last = rest.join(' ');
  // One letter of the last name left out; accents gone.
  const mistyped = `${first} ${last.slice(0, 2)}${last.slice(3)}`.normalize('NFD').replace(/\p{M}/gu, '');
  await page.getByRole('combobox', { name: 'Find a player' }).fill(mistyped);
  const option = options(page).filter({ hasText: player.name.full });
  await expect(option.first()).toBeVisible();
  await expect(option.first()).toContainText(/[A-Z]{2,3} · .*\d{4}/);
});

test('who does not exist is said not to be found', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('combobox', { name: 'Find a player' }).fill('qqqqxxxx zzzz');
  await expect(page.getByText('Nobody is called anything like')).toBeVisible();
  await expect(page.getByRole('listbox')).toBeHidden();
});
