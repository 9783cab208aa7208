// Makes the program believe that it runs elsewhere: on a machine with so many cores (CORES), where no more threads than so many are
// started at once (THREADS), as in a container with a limit on them. To be loaded before the C library (LD_PRELOAD).

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

typedef void *(*Work)(void *);
typedef int (*Create)(pthread_t *, const pthread_attr_t *, Work, void *);

struct task {
    Work work;
    void *given;
};

static int running;

static int number(const char *name, int otherwise) {
    const char *text = getenv(name);
    return text ? atoi(text) : otherwise;
}

int sched_getaffinity(pid_t process, size_t size, cpu_set_t *cores) {
    (void)process;
    memset(cores, 0, size);
    for (int core = 0; core < number("CORES", 2); core++)
        CPU_SET_S(core, size, cores);
    return 0;
}

static void *counted(void *given) {
    struct task task = *(struct task *)given;
    free(given);
    void *result = task.work(task.given);
    __sync_fetch_and_sub(&running, 1);
    return result;
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, Work work, void *given) {
    Create create = (Create)dlsym(RTLD_NEXT, "pthread_create");
    struct task *task = malloc(sizeof *task);
    *task = (struct task){work, given};
    int failed = EAGAIN;
    if (__sync_fetch_and_add(&running, 1) < number("THREADS", 1 << 20))
        failed = create(thread, attributes, counted, task);
    if (failed) {
        __sync_fetch_and_sub(&running, 1);
        free(task);
    }
    return failed;
}
