/* Samples, their percentiles, and the report: one JSON object on one line. */
#include "crowd.h"

#include <stdio.h>
#include <stdlib.h>

#define REGIONS 16

void keep(struct samples *samples, double value)
{
    if (samples->length == samples->room) {
        samples->room = samples->room ? 2 * samples->room : 65536;
        samples->values = realloc(samples->values, samples->room * sizeof(float));
    }
    samples->values[samples->length++] = (float)value;
}

static int by_value(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

static double share(const struct samples *samples, double part)
{
    return samples->length ? samples->values[(size_t)(part * (double)(samples->length - 1))] : 0.0;
}

static void print_samples(const char *name, struct samples *samples)
{
    qsort(samples->values, samples->length, sizeof(float), by_value);
    printf(",\"%s\":{\"p50\":%.3f,\"p99\":%.3f,\"max\":%.3f,\"n\":%zu}", name, share(samples, 0.5), share(samples, 0.99),
           share(samples, 1.0), samples->length);
}

/* How many phones of each region have which ballot standing: what a recount must find. */
static void print_standing(const struct phone *phones)
{
    static long standing[REGIONS][8];
    int i, region, variant, regions = 0;
    for (i = 0; i < options.sockets; i++) {
        region = phones[i].region % REGIONS;
        regions = region >= regions ? region + 1 : regions;
        if (phones[i].revision > 0)
            standing[region][(phones[i].revision - 1) % (unsigned)variant_count]++;
    }
    printf(",\"standing\":[");
    for (region = 0; region < regions; region++) {
        printf("%s[", region ? "," : "");
        for (variant = 0; variant < variant_count; variant++)
            printf("%s%ld", variant ? "," : "", standing[region][variant]);
        printf("]");
    }
    printf("]");
}

static void print_text(const char *name, const char *text)
{
    printf(",\"%s\":\"", name);
    for (; *text; text++)
        if (*text == '"' || *text == '\\')
            printf("\\%c", *text);
        else if ((unsigned char)*text >= 0x20)
            putchar(*text);
    printf("\"");
}

void report(double seconds, double join_s, double cpu_s, long unanswered, struct phone *phones)
{
    printf("{\"sockets\":%d,\"ready\":%ld,\"seconds\":%.4f,\"join_s\":%.4f,\"client_cpu_s\":%.4f", options.sockets,
           figures.ready, seconds, join_s, cpu_s);
    printf(",\"accepted\":%ld,\"accepted_in_window\":%ld,\"per_s\":%.1f", figures.accepted, figures.accepted_in_window,
           seconds > 0 ? (double)figures.accepted_in_window / seconds : 0.0);
    printf(",\"deliveries\":%ld,\"tallies\":%ld,\"tally_bytes\":%ld,\"bytes\":%ld", figures.deliveries, figures.tallies,
           figures.tallies ? figures.tally_bytes / figures.tallies : 0, figures.bytes);
    printf(",\"refused\":%ld,\"lost\":%ld,\"unanswered\":%ld,\"revisions\":%ld", figures.refused, figures.lost, unanswered,
           figures.revisions);
    print_samples("ack_ms", &figures.ack_ms);
    print_samples("tally_age_ms", &figures.tally_age_ms);
    print_standing(phones);
    print_text("first_refusal", figures.first_refusal);
    printf("}\n");
    fflush(stdout);
}
