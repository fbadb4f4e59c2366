/* The options, each as name=value, and the files that they name. */
#define _GNU_SOURCE
#include "crowd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct options options = {.host = "127.0.0.1", .path = "/", .round = "", .people = "", .ballots = "", .sockets = 1,
                          .seconds = 3, .drain = 5, .ramp = 25};

char **read_lines(const char *path, int *count)
{
    FILE *file = fopen(path, "r");
    char **lines = NULL, *line = NULL;
    size_t room = 0;
    ssize_t length;

    *count = 0;
    if (!file) {
        perror(path);
        exit(2);
    }
    while ((length = getline(&line, &room, file)) > 0) {
        if (line[length - 1] == '\n')
            line[length - 1] = 0;
        lines = realloc(lines, (size_t)(*count + 1) * sizeof *lines);
        lines[(*count)++] = strdup(line);
    }
    fclose(file);
    return lines;
}

void read_options(int count, char **words)
{
    char *value;
    for (int i = 1; i < count; i++) {
        if (!(value = strchr(words[i], '='))) {
            fprintf(stderr, "crowd: %s is not name=value\n", words[i]);
            exit(2);
        }
        *value++ = 0;
#define IS(name) (!strcmp(words[i], name))
        if (IS("host")) options.host = value;
        else if (IS("port")) options.port = atoi(value);
        else if (IS("path")) options.path = value;
        else if (IS("dialect")) options.dialect = !strcmp(value, "plenum") ? PLENUM : !strcmp(value, "socketio") ? SOCKETIO : PLAIN;
        else if (IS("round")) options.round = value;
        else if (IS("people")) options.people = value;
        else if (IS("ballots")) options.ballots = value;
        else if (IS("sockets")) options.sockets = atoi(value);
        else if (IS("casters")) options.casters = atoi(value);
        else if (IS("stuck")) options.stuck = atoi(value);
        else if (IS("flood")) options.flood = atoi(value);
        else if (IS("storm")) options.storm = atoi(value);
        else if (IS("pace")) options.pace = atoi(value);
        else if (IS("burst")) options.burst = atoi(value);
        else if (IS("rate")) options.rate = atof(value);
        else if (IS("seconds")) options.seconds = atof(value);
        else if (IS("warm")) options.warm = atof(value);
        else if (IS("drain")) options.drain = atof(value);
        else {
            fprintf(stderr, "crowd: there is no %s\n", words[i]);
            exit(2);
        }
    }
    if (!options.casters || options.casters > options.sockets - options.stuck)
        options.casters = options.sockets - options.stuck;
}
