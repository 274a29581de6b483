// What names of stats, dimensions and values are written in.

export type Language = 'en' | 'ja';

/** A name in each language. */
export type Named = Readonly<Record<Language, string>>;
