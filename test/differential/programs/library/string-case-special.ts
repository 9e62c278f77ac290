// Special case mappings, final sigma, titlecase and code points outside the BMP.
console.log('ﬀ ŉ ǰ ΐ ẞ'.toUpperCase(), 'ΟΔΟΣ ΣΑΣ Σ'.toLowerCase(), 'İI'.toLowerCase().length, 'ıi'.toUpperCase(), '𐐀'.toLowerCase(), '𐐨'.toUpperCase(), 'ǅ'.toLowerCase(), 'ǅ'.toUpperCase());
console.log('ÀÉ'.toLowerCase() === 'àé', 'ß'.toUpperCase().toLowerCase(), 'µ'.toUpperCase().charCodeAt(0), 'ÿ'.toUpperCase().charCodeAt(0), 'Ω'.toLowerCase(), 'ſ'.toUpperCase(), 'K'.toLowerCase());
const cap = (s: string): string => s.charAt(0).toUpperCase() + s.slice(1).toLowerCase();
console.log(['hELLO', 'éCOLE', '', 'ß', '1a'].map(cap), 'aBc'.toLocaleUpperCase(), 'AbC'.toLocaleLowerCase());
