#include "tune/constraint.h"

#include <math.h>

#include "tune/parameter.h"

bool is_same_number(const double a, const double b) {
    const double apart = fabs(a - b);
    return a == b || (apart < INFINITY && apart <= 1e-12 * fmax(fabs(a), fabs(b)));
}

/* How many numbers an opcode takes from the stack; each leaves one. */
static int inputs_of(const enum operator_kind kind) {
    if (kind <= OPERATOR_choice) return 0;
    return kind == OPERATOR_negate || kind == OPERATOR_abs || kind == OPERATOR_not ? 1 : 2;
}

/* What follows an opcode in the code. @return how many numbers, -1 if they are not right */
static int check_operands(const double *const code, const int left, const enum operator_kind kind, const int params) {
    if (inputs_of(kind) > 0) return 0;
    if (left < 1 || !isfinite(code[0])) return -1;
    if (kind == OPERATOR_number) return 1;
    if (!is_whole(code[0]) || code[0] < 0.0 || code[0] >= params) return -1;
    if (kind == OPERATOR_parameter) return 1;
    if (left < 2 || !is_whole(code[1]) || code[1] < 1.0 || code[1] > left - 2) return -1;
    for (int i = 0; i < (int)code[1]; i++)
        if (!isfinite(code[2 + i])) return -1;
    return 2 + (int)code[1];
}

bool constraint_check(const double *const code, const int length, const int params) {
    int depth = 0;
    for (int i = 0; i < length;) {
        const double opcode = code[i++];
        if (!is_whole(opcode) || opcode < 0.0 || opcode >= operator_count) return false;
        const enum operator_kind kind = (enum operator_kind)opcode;
        const int operands = check_operands(code + i, length - i, kind, params);
        if (operands < 0 || depth < inputs_of(kind)) return false;
        i += operands;
        depth += 1 - inputs_of(kind);
        if (depth > CONSTRAINT_MOST_STACK) return false;
    }
    return depth == 1;
}

static double choice_of(const double *const operands, const double *const values) {
    const double index = values[(int)operands[0]];
    return index >= 0.0 && index < operands[1] ? operands[2 + (int)index] : NAN;
}

static double compare(const enum operator_kind kind, const double a, const double b) {
    if (isnan(a) || isnan(b)) return NAN;
    const bool is_same = is_same_number(a, b);
    switch (kind) {
    case OPERATOR_less_equal: return a < b || is_same;
    case OPERATOR_less: return a < b && !is_same;
    case OPERATOR_greater_equal: return a > b || is_same;
    case OPERATOR_greater: return a > b && !is_same;
    case OPERATOR_equal: return is_same;
    default: return !is_same;
    }
}

/* Of two sides the one that decides, else an open one. */
static double decide(const double a, const double b, const double deciding) {
    if (a == deciding || b == deciding) return deciding;
    return isnan(a) || isnan(b) ? NAN : 1.0 - deciding;
}

static double apply(const enum operator_kind kind, const double a, const double b) {
    switch (kind) {
    case OPERATOR_add: return a + b;
    case OPERATOR_subtract: return a - b;
    case OPERATOR_multiply: return a * b;
    case OPERATOR_divide: return a / b;
    case OPERATOR_min: return isnan(a) || isnan(b) ? NAN : a < b ? a : b;
    case OPERATOR_max: return isnan(a) || isnan(b) ? NAN : a > b ? a : b;
    case OPERATOR_and: return decide(a, b, 0.0);
    case OPERATOR_or: return decide(a, b, 1.0);
    default: return compare(kind, a, b);
    }
}

bool constraint_holds(const struct constraint *const constraint, const double *const values) {
    double stack[CONSTRAINT_MOST_STACK];
    const double *const code = constraint->code;
    int depth = 0;
    for (int i = 0; i < constraint->length;) {
        const enum operator_kind kind = (enum operator_kind)code[i++];
        switch (kind) {
        case OPERATOR_number: stack[depth++] = code[i++]; break;
        case OPERATOR_parameter: stack[depth++] = values[(int)code[i++]]; break;
        case OPERATOR_choice:
            stack[depth++] = choice_of(code + i, values);
            i += 2 + (int)code[i + 1];
            break;
        case OPERATOR_negate: stack[depth - 1] = -stack[depth - 1]; break;
        case OPERATOR_abs: stack[depth - 1] = fabs(stack[depth - 1]); break;
        case OPERATOR_not: stack[depth - 1] = isnan(stack[depth - 1]) ? NAN : stack[depth - 1] == 0.0; break;
        default: depth--; stack[depth - 1] = apply(kind, stack[depth - 1], stack[depth]);
        }
    }
    return !(stack[0] == 0.0);
}
