// The numbers of the DNS protocol that more than one file needs: types, classes, codes, header bits, limits.
// Each group cites the document that assigns it; the IANA "Domain Name System Parameters" registry holds them all.

// Record types: RFC 1035 §3.2.2 unless another document is named.
export const TYPE_A = 1;
export const TYPE_NS = 2;
export const TYPE_CNAME = 5;
export const TYPE_SOA = 6;
export const TYPE_PTR = 12;
export const TYPE_HINFO = 13;
export const TYPE_MX = 15;
export const TYPE_TXT = 16;
export const TYPE_RP = 17; // RFC 1183 §2.2
export const TYPE_AFSDB = 18; // RFC 1183 §1
export const TYPE_AAAA = 28; // RFC 3596 §2.1
export const TYPE_SRV = 33; // RFC 2782
export const TYPE_NAPTR = 35; // RFC 3403 §4
export const TYPE_DNAME = 39; // RFC 6672 §2.1
export const TYPE_OPT = 41; // RFC 6891 §6.1.1
export const TYPE_DS = 43; // RFC 4034 §5
export const TYPE_SSHFP = 44; // RFC 4255 §3
export const TYPE_TLSA = 52; // RFC 6698 §2
export const TYPE_SVCB = 64; // RFC 9460 §2
export const TYPE_HTTPS = 65; // RFC 9460 §9
export const TYPE_TKEY = 249; // RFC 2930 §2
export const TYPE_TSIG = 250; // RFC 8945 §4.1
export const TYPE_IXFR = 251; // RFC 1995 §2
export const TYPE_AXFR = 252;
export const TYPE_MAILB = 253;
export const TYPE_MAILA = 254;
export const TYPE_ANY = 255;
export const TYPE_CAA = 257; // RFC 8659 §4.1

// Types 128 to 255 are questions and meta-types and cannot stand in a zone: RFC 6895 §3.1.
export const FIRST_META_TYPE = 128;
export const LAST_META_TYPE = 255;

// Classes: RFC 1035 §3.2.4 and §3.2.5.
export const CLASS_IN = 1;
export const CLASS_CHAOS = 3;
export const CLASS_ANY = 255;

// Operation codes: RFC 1035 §4.1.1.
export const OPCODE_QUERY = 0;

// Response codes: RFC 1035 §4.1.1 unless another document is named.
export const RCODE_NOERROR = 0;
export const RCODE_FORMERR = 1;
export const RCODE_SERVFAIL = 2;
export const RCODE_NXDOMAIN = 3;
export const RCODE_NOTIMP = 4;
export const RCODE_REFUSED = 5;
export const RCODE_YXDOMAIN = 6; // RFC 6672 §2.2
export const RCODE_NOTAUTH = 9; // RFC 8945 §5.2
export const RCODE_BADVERS = 16; // RFC 6891 §9
export const RCODE_BADCOOKIE = 23; // RFC 7873 §8

// The header's third octet, RFC 1035 §4.1.1: QR, four bits of opcode, AA, TC, RD.
export const FLAG_RESPONSE = 0x80;
export const FLAG_AUTHORITATIVE = 0x04;
export const FLAG_TRUNCATED = 0x02;
export const FLAG_RECURSION_DESIRED = 0x01;

// EDNS, RFC 6891 §6.1.3 and RFC 7873 §4.
export const EDNS_DNSSEC_OK = 0x80;
export const EDNS_OPTION_COOKIE = 10;
export const EDNS_RECORD_LENGTH = 11;

// Sizes, RFC 1035 §2.3.4, §4.1.1 and §4.1.4.
export const HEADER_LENGTH = 12;
export const MAX_NAME_LENGTH = 255;
export const MAX_LABEL_LENGTH = 63;
export const MAX_LABELS = 127;
export const MAX_MESSAGE_LENGTH = 65535;
export const MAX_POINTER_OFFSET = 0x3fff;
export const MAX_DATAGRAM_WITHOUT_EDNS = 512;

/** The largest datagram sent and the size advertised: what avoids IP fragments, RFC 9715 §3.2 and its appendix A. */
export const MAX_DATAGRAM = 1232;
