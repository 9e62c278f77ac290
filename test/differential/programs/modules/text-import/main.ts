// Files embedded as text and as bytes.
import text from './note.txt' with { type: 'text' };
import bytes from './blob.bin' with { type: 'bytes' };
console.log(text.split('\n').length, JSON.stringify(text), text.toUpperCase().trim());
console.log(bytes, bytes.length, new TextDecoder().decode(bytes).trim());
