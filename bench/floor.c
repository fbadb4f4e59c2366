/* The kernel's floor under fan-out: the cheapest server that sends everybody the same frame every 100 ms.

   floor PORT BYTES — an epoll loop in one thread, a handshake that checks nothing, one `send` a socket and a tick, no
   ballots, no state, no back-pressure. What it uses a delivery is what no server on this machine can go below without
   asking less of the kernel. It prints `ready` when it listens, and ends when its standard input does. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

#define MOST 20000
#define TICK_NS 100000000L

/* The answer to the one key that the crowd sends (RFC 6455, section 1.3). */
static const char upgraded[] = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                               "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
static int member[MOST], members;

static void forget(int fd)
{
    int i;
    for (i = 0; i < members; i++)
        if (member[i] == fd)
            member[i] = member[--members];
    close(fd);
}

static size_t make_frame(char *frame, size_t body)
{
    static const char start[] = "{\"type\":\"tally_changed\",\"tally_version\":1,\"padding\":\"";
    size_t head = body < 126 ? 2 : body < 65536 ? 4 : 10;
    int i;

    frame[0] = (char)0x81;
    if (head == 2) {
        frame[1] = (char)body;
    } else {
        frame[1] = head == 4 ? 126 : 127;
        for (i = 0; i < (int)head - 2; i++)
            frame[2 + i] = (char)(body >> (8 * ((int)head - 3 - i)));
    }
    memset(frame + head, 'x', body);
    memcpy(frame + head, start, body < sizeof start - 1 ? body : sizeof start - 1);
    if (body > sizeof start + 2)
        memcpy(frame + head + body - 2, "\"}", 2);
    return head + body;
}

static int listen_at(int port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), one = 1;

    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(fd, (struct sockaddr *)&address, sizeof address) < 0 || listen(fd, 4096) < 0) {
        perror("floor");
        exit(2);
    }
    return fd;
}

static void watch(int epoll, int fd)
{
    struct epoll_event wanted = {.events = EPOLLIN, .data.fd = fd};
    epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &wanted);
}

static void let_in(int epoll, int listening)
{
    int fd, one = 1;
    while ((fd = accept4(listening, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        watch(epoll, fd);
    }
}

/* Whatever a socket says first is its handshake; whatever it says later is passed over. */
static void hear(int fd)
{
    char heard[4096];
    ssize_t got = recv(fd, heard, sizeof heard, 0);
    if (got <= 0) {
        forget(fd);
    } else if (got > 4 && memcmp(heard, "GET ", 4) == 0 && members < MOST) {
        if (send(fd, upgraded, sizeof upgraded - 1, MSG_NOSIGNAL) > 0)
            member[members++] = fd;
    }
}

int main(int count, char **words)
{
    struct epoll_event events[512];
    struct itimerspec tick = {{0, TICK_NS}, {0, TICK_NS}};
    char *frame;
    size_t length;
    uint64_t ticks;
    int epoll, listening, timer, found, i, j;

    if (count != 3) {
        fputs("floor PORT BYTES\n", stderr);
        return 2;
    }
    frame = malloc(strtoul(words[2], NULL, 10) + 16);
    length = make_frame(frame, strtoul(words[2], NULL, 10));
    epoll = epoll_create1(0);
    listening = listen_at(atoi(words[1]));
    timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
    timerfd_settime(timer, 0, &tick, NULL);
    watch(epoll, listening);
    watch(epoll, timer);
    watch(epoll, STDIN_FILENO);
    puts("ready");
    fflush(stdout);
    for (;;) {
        found = epoll_wait(epoll, events, 512, -1);
        for (i = 0; i < found; i++) {
            if (events[i].data.fd == STDIN_FILENO)
                return 0;
            if (events[i].data.fd == listening)
                let_in(epoll, listening);
            else if (events[i].data.fd != timer)
                hear(events[i].data.fd);
            else if (read(timer, &ticks, sizeof ticks) > 0)
                for (j = 0; j < members; j++)
                    (void)!send(member[j], frame, length, MSG_NOSIGNAL);
        }
    }
}
