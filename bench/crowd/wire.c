/* The wire: sockets without blocking, the WebSocket handshake, masked text frames out and whole frames in. */
#define _GNU_SOURCE
#include "crowd.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define LARGEST (1 << 18)

static char incoming[LARGEST];

void wire_connect(struct phone *phone)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)options.port)};
    struct epoll_event wanted = {.events = EPOLLIN | EPOLLOUT, .data.ptr = phone};
    int one = 1, small = 4096, segment = 536;

    inet_pton(AF_INET, options.host, &address.sin_addr);
    phone->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (phone->fd < 0) {
        perror("crowd: socket");
        exit(2);
    }
    setsockopt(phone->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (phone->stuck) { /* what such a phone does not take stays with the server, not in buffers of megabytes between */
        setsockopt(phone->fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
        setsockopt(phone->fd, IPPROTO_TCP, TCP_MAXSEG, &segment, sizeof segment);
    }
    phone->state = CONNECTING;
    if (connect(phone->fd, (struct sockaddr *)&address, sizeof address) < 0 && errno != EINPROGRESS) {
        perror("crowd: connect");
        exit(2);
    }
    epoll_ctl(epoll, EPOLL_CTL_ADD, phone->fd, &wanted);
}

void wire_close(struct phone *phone)
{
    if (phone->state == GONE)
        return;
    figures.ready -= phone->state == READY;
    figures.lost++;
    phone->state = GONE;
    phone->sent = 0;
    close(phone->fd);
}

/* Be left by the server: the first time is told in the report. */
static void wire_lost(struct phone *phone, const char *how, int code)
{
    if (!figures.first_refusal[0])
        snprintf(figures.first_refusal, sizeof figures.first_refusal, "socket %d %s %d", phone->number, how, code);
    wire_close(phone);
}

static void send_handshake(struct phone *phone)
{
    char path[1024], request[2048];
    const char *slot = strstr(options.path, "{}");
    int length;

    if (slot)
        snprintf(path, sizeof path, "%.*s%s%s", (int)(slot - options.path), options.path, phone->credential, slot + 2);
    else
        snprintf(path, sizeof path, "%s", options.path);
    length = snprintf(request, sizeof request,
                      "GET %s HTTP/1.1\r\nHost: %s:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
                      path, options.host, options.port);
    if (options.dialect == PLENUM)
        length += snprintf(request + length, sizeof request - (size_t)length,
                           "Sec-WebSocket-Protocol: plenum.v1\r\nAuthorization: Bearer %s\r\n", phone->credential);
    length += snprintf(request + length, sizeof request - (size_t)length, "\r\n");
    if (send(phone->fd, request, (size_t)length, MSG_NOSIGNAL) != length)
        wire_close(phone);
    phone->state = phone->state == GONE ? GONE : UPGRADING;
}

void wire_send(struct phone *phone, int opcode, const char *text, size_t length)
{
    static const unsigned char mask[4] = {0x37, 0xfa, 0x21, 0x3d};
    char frame[16384];
    size_t head = 2, i;

    if (length > sizeof frame - 8)
        return;
    frame[0] = (char)(0x80 | opcode);
    if (length < 126) {
        frame[1] = (char)(0x80 | length);
    } else {
        frame[1] = (char)(0x80 | 126);
        frame[2] = (char)(length >> 8);
        frame[3] = (char)length;
        head = 4;
    }
    memcpy(frame + head, mask, 4);
    head += 4;
    for (i = 0; i < length; i++)
        frame[head + i] = (char)(text[i] ^ mask[i & 3]);
    if (send(phone->fd, frame, head + length, MSG_NOSIGNAL) != (ssize_t)(head + length) && !phone->stuck)
        wire_close(phone); /* a hundred bytes that do not fit: this socket is no longer a witness */
}

/* Take one whole frame off the front; the answer is its length with its head, nought if it has not come whole. */
static size_t take_frame(struct phone *phone, const unsigned char *data, size_t length)
{
    uint64_t body;
    size_t head = 2;
    int opcode;

    if (length < 2)
        return 0;
    body = data[1] & 0x7f;
    if (body == 126) {
        head = 4;
        if (length < head)
            return 0;
        body = (uint64_t)data[2] << 8 | data[3];
    } else if (body == 127) {
        head = 10;
        if (length < head)
            return 0;
        body = (uint64_t)data[6] << 24 | (uint64_t)data[7] << 16 | (uint64_t)data[8] << 8 | data[9];
    }
    if (length < head + body)
        return 0;
    opcode = data[0] & 0x0f;
    if (opcode == 1)
        dialect_hear(phone, (const char *)data + head, body);
    else if (opcode == 8)
        wire_lost(phone, "closed with", body > 1 ? data[head] << 8 | data[head + 1] : 0);
    else if (opcode == 9)
        wire_send(phone, 10, (const char *)data + head, body);
    return head + body;
}

/* Take the answer to the handshake; the answer is its length, nought if it has not come whole. */
static size_t take_upgrade(struct phone *phone, char *data, size_t length)
{
    char *end = memmem(data, length, "\r\n\r\n", 4);
    if (!end)
        return 0;
    if (length < 12 || memcmp(data + 9, "101", 3) != 0) {
        snprintf(figures.first_refusal, sizeof figures.first_refusal, "%.*s", (int)(length < 60 ? length : 60), data);
        wire_close(phone);
        return length;
    }
    phone->state = GREETING;
    dialect_greet(phone);
    return (size_t)(end + 4 - data);
}

static void take(struct phone *phone, char *data, size_t length)
{
    size_t taken = 0, step;
    while (phone->state != GONE && taken < length) {
        step = phone->state == UPGRADING ? take_upgrade(phone, data + taken, length - taken)
                                         : take_frame(phone, (unsigned char *)data + taken, length - taken);
        if (!step)
            break;
        taken += step;
    }
    if (phone->state == GONE || taken == length) {
        free(data == phone->in ? phone->in : NULL);
        phone->in = data == phone->in ? NULL : phone->in;
        phone->in_length = phone->in_room = 0;
        return;
    }
    if (data != phone->in) {
        phone->in_room = length - taken + 16384;
        phone->in = malloc(phone->in_room);
    }
    memmove(phone->in, data + taken, length - taken);
    phone->in_length = length - taken;
}

static void read_all(struct phone *phone)
{
    ssize_t got;
    while (phone->state != GONE) {
        got = recv(phone->fd, incoming, sizeof incoming, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && errno == EAGAIN)
            return;
        if (got <= 0) {
            wire_lost(phone, "ended", got < 0 ? errno : 0);
            return;
        }
        figures.bytes += measuring ? got : 0;
        if (!phone->in_length) {
            take(phone, incoming, (size_t)got);
        } else {
            if (phone->in_length + (size_t)got > phone->in_room) {
                phone->in_room = phone->in_length + (size_t)got + 16384;
                phone->in = realloc(phone->in, phone->in_room);
            }
            memcpy(phone->in + phone->in_length, incoming, (size_t)got);
            take(phone, phone->in, phone->in_length + (size_t)got);
        }
        if (got < (ssize_t)sizeof incoming)
            return;
    }
}

void wire_event(struct phone *phone, unsigned events)
{
    struct epoll_event wanted = {.events = EPOLLIN, .data.ptr = phone};
    if (phone->state == GONE || (phone->stuck && phone->state == READY))
        return;
    if (phone->state == CONNECTING && events & EPOLLOUT) {
        epoll_ctl(epoll, EPOLL_CTL_MOD, phone->fd, &wanted);
        send_handshake(phone);
    }
    if (events & (EPOLLIN | EPOLLHUP | EPOLLERR))
        read_all(phone);
}
