// What measure.ts is for C: the program defines `work` and EXPECTED; times go to the console, in milliseconds.
typedef unsigned char u8;
typedef unsigned int u32;
__attribute__((import_module("env"), import_name("now"))) double now(void);
__attribute__((import_module("env"), import_name("number"))) void print_number(double);
__attribute__((import_module("env"), import_name("char"))) void print_char(int);
__attribute__((import_module("env"), import_name("argument"))) int argument(void);
__attribute__((import_module("env"), import_name("abort"))) void abort(void);

double work(void);

__attribute__((export_name("run"))) void run(void) {
  for (int left = argument(); left > 0; left--) {
    double start = now();
    double result = work();
    double time = now() - start;
    if (result != EXPECTED) abort();
    print_number(__builtin_rint(time * 1000) / 1000);
    print_char(left > 1 ? ' ' : '\n');
  }
}
