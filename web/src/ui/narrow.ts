// Whether the page is as narrow as a phone, for drawings that are arranged another way there.
import { useSyncExternalStore } from 'react';

const phone = window.matchMedia('(max-width: 640px)');

function subscribe(listener: () => void) {
  phone.addEventListener('change', listener);
  return () => phone.removeEventListener('change', listener);
}

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => phone.matches);
}
