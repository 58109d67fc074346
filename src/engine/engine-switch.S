/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lab_switch_stack (gpointer *from, gpointer to): pushes the registers that a call preserves, stores the stack pointer
 * in *from, and goes on at the stack pointer `to`. The control words of floating point are left alone: nobody here
 * changes them.
 * lab_start_on_stack: where a new stack begins; calls its function, which does not return.
 *
 * Without the notes that allow a shadow stack or landing pads: the linker takes their absence for the whole program,
 * and a program that switches stacks itself cannot have them. */

#if defined(__x86_64__) && !defined(LAB_CONTEXT_PORTABLE)

    .text
    .globl lab_switch_stack
    .hidden lab_switch_stack
    .type lab_switch_stack, @function
    .p2align 4
lab_switch_stack:
    pushq %rbp
    pushq %rbx
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    movq %rsp, (%rdi)
    movq %rsi, %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    /* Not `ret`: that would be predicted to return to who called last on the stack that was left. */
    popq %rcx
    jmpq *%rcx
    .size lab_switch_stack, . - lab_switch_stack

    .globl lab_start_on_stack
    .hidden lab_start_on_stack
    .type lab_start_on_stack, @function
lab_start_on_stack:
    .cfi_startproc
    .cfi_undefined rip
    movq %r13, %rdi
    callq *%r12
    ud2
    .cfi_endproc
    .size lab_start_on_stack, . - lab_start_on_stack

#elif defined(__aarch64__) && !defined(LAB_CONTEXT_PORTABLE)

    .text
    .globl lab_switch_stack
    .hidden lab_switch_stack
    .type lab_switch_stack, %function
    .p2align 4
lab_switch_stack:
    sub sp, sp, #160
    stp x19, x20, [sp]
    stp x21, x22, [sp, #16]
    stp x23, x24, [sp, #32]
    stp x25, x26, [sp, #48]
    stp x27, x28, [sp, #64]
    stp x29, x30, [sp, #80]
    stp d8, d9, [sp, #96]
    stp d10, d11, [sp, #112]
    stp d12, d13, [sp, #128]
    stp d14, d15, [sp, #144]
    mov x9, sp
    str x9, [x0]
    mov sp, x1
    ldp x19, x20, [sp]
    ldp x21, x22, [sp, #16]
    ldp x23, x24, [sp, #32]
    ldp x25, x26, [sp, #48]
    ldp x27, x28, [sp, #64]
    ldp x29, x30, [sp, #80]
    ldp d8, d9, [sp, #96]
    ldp d10, d11, [sp, #112]
    ldp d12, d13, [sp, #128]
    ldp d14, d15, [sp, #144]
    add sp, sp, #160
    /* Not `ret`: that would be predicted to return to who called last on the stack that was left. */
    br x30
    .size lab_switch_stack, . - lab_switch_stack

    .globl lab_start_on_stack
    .hidden lab_start_on_stack
    .type lab_start_on_stack, %function
lab_start_on_stack:
    .cfi_startproc
    .cfi_undefined x30
    mov x0, x20
    blr x19
    brk #0
    .cfi_endproc
    .size lab_start_on_stack, . - lab_start_on_stack

#endif

    .section .note.GNU-stack, "", %progbits
