// Caveats are told in Japanese by code; a code or a shape that the page does not know stays in English.
import { expect, test } from '@playwright/test';

import { caveatText } from '../src/words/caveats';

test('a caveat keeps its numbers in the other language', () => {
  const gaps = { code: 'PLATE_APPEARANCES_MISSING', message: '12 of 70 games have plate appearances without rows or without a result; `coverage` names them' };
  expect(caveatText(gaps, 'en')).toContain('without a result; the coverage page names them');
  expect(caveatText(gaps, 'ja')).toContain('70試合中12試合');
  expect(caveatText({ code: 'NOT_TRACKED', message: '3 of 221 balls in play were not tracked' }, 'ja')).toContain('打球221本中3本');
  expect(caveatText({ code: 'NOT_TRACKED', message: 'the rows came without this measurement' }, 'ja')).not.toContain('undefined');
});

test('what is not known stays as the API says it', () => {
  for (const caveat of [
    { code: 'SOMETHING_NEW', message: 'a new reason' },
    { code: 'GAMES_NOT_LOADED', message: 'some games are not loaded' },
  ]) {
    expect(caveatText(caveat, 'ja')).toBe(caveat.message);
  }
});
