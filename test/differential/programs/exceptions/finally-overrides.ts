// finally that returns, breaks, continues or throws replaces what was under way.
function a(): string {
  try {
    return 'try';
  } finally {
    return 'finally';
  }
}
function b(): string {
  try {
    throw new Error('lost');
  } finally {
    return 'swallowed';
  }
}
function c(): number {
  let n = 1;
  try {
    return n;
  } finally {
    n = 2;
  }
}
function d(): string[] {
  const out: string[] = [];
  for (let i = 0; i < 4; i++) {
    try {
      if (i === 1) continue;
      if (i === 3) break;
      out.push(`body${i}`);
    } finally {
      out.push(`fin${i}`);
    }
  }
  return out;
}
function e(): string {
  try {
    try {
      throw new Error('first');
    } finally {
      throw new Error('second');
    }
  } catch (err) {
    return (err as Error).message;
  }
}
function g(): number {
  for (;;) {
    try {
      return 1;
    } finally {
      break;
    }
  }
  return 2;
}
const o = { v: 1 };
function h(): typeof o {
  try {
    return o;
  } finally {
    o.v = 5;
  }
}
console.log(a(), b(), c(), d(), e(), g(), h());
