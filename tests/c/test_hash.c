/** Hashes: the published values of FNV-1a, and what the hash of weights promises. */
#include "base/hash.h"
#include "check.h"

#include <string.h>

static void test_bytes(void) {
    claim("hash_bytes is 64-bit FNV-1a");
    CHECK(hash_bytes(HASH_START, "", 0) == UINT64_C(0xcbf29ce484222325));
    CHECK(hash_bytes(HASH_START, "a", 1) == UINT64_C(0xaf63dc4c8601ec8c));
    CHECK(hash_bytes(HASH_START, "foobar", 6) == UINT64_C(0x85944171f73967e8));
    claim("a hash goes on where the last one ended");
    CHECK(hash_bytes(hash_bytes(HASH_START, "foo", 3), "bar", 3) == hash_bytes(HASH_START, "foobar", 6));
}

static void test_floats(void) {
    const float x[4] = {1.0f, -2.5f, 0.0f, NAN};
    claim("hash_floats gives what an independent program gives");
    CHECK(hash_floats(HASH_START, x, 4) == UINT64_C(0x31fd93531eff6921));
    CHECK(hash_floats(hash_floats(HASH_START, x, 1), x + 1, 3) == UINT64_C(0x31fd93531eff6921));
    CHECK(hash_floats(HASH_START, x, 0) == HASH_START);

    claim("every NaN is the same");
    static const uint32_t nans[] = {0x7fc00000u, 0xffc00000u, 0x7f800001u, 0x7fffffffu};
    for (int i = 0; i < 4; i++) {
        float nan;
        memcpy(&nan, &nans[i], sizeof nan);
        CHECK(hash_floats(HASH_START, &nan, 1) == hash_floats(HASH_START, x + 3, 1));
    }

    claim("the smallest change shows: an order, a sign of zero, a last bit");
    const float swapped[2] = {-2.5f, 1.0f}, zeros[2] = {0.0f, -0.0f};
    CHECK(hash_floats(HASH_START, swapped, 2) != hash_floats(HASH_START, x, 2));
    CHECK(hash_floats(HASH_START, zeros, 1) != hash_floats(HASH_START, zeros + 1, 1));
    float many[100] = {0};
    const uint64_t whole = hash_floats(HASH_START, many, 100);
    for (int i = 0; i < 100; i++) {
        many[i] = 1e-45f;
        CHECK(hash_floats(HASH_START, many, 100) != whole);
        many[i] = -0.0f; /* the sign bit is the highest: it must reach the bits below */
        CHECK(hash_floats(HASH_START, many, 100) << 1 != whole << 1);
        many[i] = 0.0f;
    }
}

int main(void) {
    test_bytes();
    test_floats();
    return check_report();
}
