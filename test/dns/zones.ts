// The zones that the server's suites and the comparison with other servers ask about.

/** One zone with an example of every situation of RFC 1034 §4.3.2 and its successors. */
export const EXAMPLE_ZONE = `$ORIGIN example.
$TTL 3600
@          SOA   ns1 hostmaster 2024010101 7200 900 1209600 300
           NS    ns1
           NS    ns2
           NS    ns.elsewhere.test.
           MX    10 mail
           MX    20 mail.elsewhere.test.
           TXT   "v=spf1 -all"
           CAA   0 issue "ca.test"
           HTTPS 1 . alpn=h2,h3 ipv4hint=192.0.2.80
           A     192.0.2.80
ns1        A     192.0.2.1
           AAAA  2001:db8::1
ns2        A     192.0.2.2
mail       A     192.0.2.25
           AAAA  2001:db8::25
www        A     192.0.2.80
           A     192.0.2.81
           AAAA  2001:db8::80
           TXT   "one" "two"
MixedCase  A     192.0.2.99
; types
txt        TXT   "a string" ( "and another" ) ""
ptr        PTR   www
hinfo      HINFO "PC" "Linux"
rp         RP    hostmaster txt
afsdb      AFSDB 1 ns1
_sip._tcp  SRV   10 60 5060 mail
           SRV   20 60 5060 sip.elsewhere.test.
naptr      NAPTR 100 10 "u" "E2U+sip" "!^.*$!sip:info@example!" .
           NAPTR 102 10 "s" "SIP+D2U" "" _sip._tcp
sshfp      SSHFP 2 1 123456789abcdef67890123456789abcdef67890
_443._tcp.www TLSA 3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
svcb       SVCB  1 www port=8443 mandatory=port
svcalias   SVCB  0 www
https      HTTPS 1 . alpn="h2,h3" ech="AAEC" ipv6hint=2001:db8::80
caa        CAA   128 iodef "mailto:security@example"
unknown    TYPE731 \\# 6 abcdef 012345
empty731   TYPE731 \\# 0
nullmx     MX    0 .
any        TXT   "longer than the address, so that it is not the shortest of the sets"
           A     192.0.2.44
           MX    10 mail
; aliases
alias      CNAME www
alias2     CNAME alias
alias3     CNAME alias2
toempty    CNAME ent
tonone     CNAME nothing
toother    CNAME www.other.test.
tooutside  CNAME www.elsewhere.test.
tochild    CNAME www.child
towild     CNAME something.wild
todname    CNAME a.b.dname
loop1      CNAME loop2
loop2      CNAME loop1
selfloop   CNAME selfloop
; empty non-terminals
a.b.ent    A     192.0.2.50
; wildcards
*.wild     A     192.0.2.60
           TXT   "wild"
           MX    10 mail
host.wild  A     192.0.2.61
sub.deep.wild TXT "deep"
*.cwild    CNAME www
*.lwild    CNAME x.lwild
*.nwild    CNAME nothing
; delegations
child      NS    ns1.child
           NS    ns2.child
           DS    60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118
ns1.child  A     192.0.2.71
           AAAA  2001:db8::71
ns2.child  A     192.0.2.72
www.child  A     192.0.2.79
unsigned   NS    ns1
           NS    ns.elsewhere.test.
nested.ent2 NS   ns.nested.ent2
ns.nested.ent2 A 192.0.2.73
sibling    NS    ns1.child
*.under.child A  192.0.2.74
; redirections
dname      DNAME target
b.target   A     192.0.2.90
c.target   CNAME www
dout       DNAME elsewhere.test.
dloop      DNAME dloop2
dloop2     DNAME dloop
dother     DNAME other.test.
dlong      DNAME ${'l'.repeat(60)}.${'m'.repeat(60)}.${'n'.repeat(50)}.target
dwild      DNAME wild
; size
`;

/** Sets of records that need more than 512 and more than 1232 octets. */
export function bulk(): string {
  let text = '';
  for (let i = 0; i < 40; i++) text += `medium A 198.51.100.${i}\n`;
  for (let i = 0; i < 120; i++) text += `large A 203.0.113.${i}\n`;
  for (let i = 0; i < 30; i++) text += `manyns NS ns${i}.manyns\nns${i}.manyns A 198.51.100.${100 + i}\n`;
  for (let i = 0; i < 20; i++) text += `manymx MX ${i} mx${i}.manymx\nmx${i}.manymx A 198.51.100.${200 + i}\n`;
  for (let i = 0; i < 8; i++) text += `longtxt TXT "${'x'.repeat(200)}${i}"\n`;
  return text;
}

export const OTHER_ZONE = `$ORIGIN other.test.
$TTL 600
@    IN SOA ns hostmaster 1 2 3 4 86400
@    IN NS  ns
ns   IN A   192.0.2.3
www  IN A   192.0.2.100
back IN CNAME www.example.
*    IN TXT "any name"
`;

/** Delegated from `example.` above it, and served here too. */
export const GRANDCHILD_ZONE = `$ORIGIN sub.example.
$TTL 600
@    IN SOA ns hostmaster 1 2 3 4 60
@    IN NS  ns
ns   IN A   192.0.2.4
www  IN A   192.0.2.101
`;

export const DELEGATION_TO_GRANDCHILD = `$ORIGIN example.
sub  3600 NS ns.sub
sub  3600 DS 1 13 2 ${'ab'.repeat(32)}
ns.sub 3600 A 192.0.2.4
`;

export const REVERSE_ZONE = `$ORIGIN 2.0.192.in-addr.arpa.
$TTL 600
@    IN SOA ns1.example. hostmaster.example. 1 2 3 4 60
     IN NS  ns1.example.
80   IN PTR www.example.
0/25 IN NS  ns1.example.
1    IN CNAME 1.0/25
`;

export function allZones(): string[] {
  return [EXAMPLE_ZONE + bulk() + DELEGATION_TO_GRANDCHILD, OTHER_ZONE, GRANDCHILD_ZONE, REVERSE_ZONE];
}
