// What stands in the place of a page that broke: its script did not come, as after a new version was installed, or it
// stumbled over an answer. What surrounds it stays.
import { Component, type ReactNode } from 'react';

import { ApiError } from '../api/client';
import { Failed } from './State';

export const broken = new ApiError('', 'BROKEN');

export class Boundary extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render() {
    return this.state.isBroken ? <Failed error={broken} again={() => location.reload()} /> : this.props.children;
  }
}
