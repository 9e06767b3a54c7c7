using System.Diagnostics;

namespace Gezhi.Tests.Bench;

/// <summary>What one kind of request took.</summary>
/// <param name="PerSecond">Answers a second over all connections.</param>
/// <param name="P50">Milliseconds.</param>
/// <param name="Failures">Answers other than 2xx.</param>
internal sealed record Load(double PerSecond, double P50, double P95, double P99, int Failures, string? Failure)
{
    public static Load Of(IEnumerable<double> milliseconds, TimeSpan time, int failures = 0, string? failure = null)
    {
        var sorted = milliseconds.Order().ToArray();
        return sorted.Length == 0
            ? new Load(0, 0, 0, 0, failures, failure)
            : new Load(
                sorted.Length / time.TotalSeconds,
                Spread.Quantile(sorted, 0.5),
                Spread.Quantile(sorted, 0.95),
                Spread.Quantile(sorted, 0.99),
                failures,
                failure
            );
    }
}

/// <summary>Several connections at once, each on a thread of its own, one request after the other.</summary>
internal static class HttpLoad
{
    /// <param name="next">Gives the next request of a connection; null when there is nothing left to do.</param>
    /// <param name="answered">Looks at each answer; may keep something of it.</param>
    public static Load Run(
        Uri address,
        int connections,
        TimeSpan time,
        Func<int, byte[]?> next,
        Action<HttpLine>? answered = null,
        CancellationToken ct = default
    )
    {
        var (gate, all, failures, failure) = (new Lock(), new List<double>(), 0, (string?)null);
        var clock = Stopwatch.StartNew();
        Threads(
            connections,
            connection =>
            {
                using var line = new HttpLine(address);
                var (mine, wrong) = (new List<double>(), 0);
                while (clock.Elapsed < time && !ct.IsCancellationRequested && next(connection) is { } request)
                {
                    var begun = Stopwatch.GetTimestamp();
                    if (line.Send(request) is < 200 or > 299)
                    {
                        wrong++;
                        failure ??= $"{line.Status} {line.Body[..Math.Min(300, line.Body.Length)]}";
                        continue;
                    }
                    mine.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                    answered?.Invoke(line);
                }
                lock (gate)
                {
                    all.AddRange(mine);
                    failures += wrong;
                }
            }
        );
        return Load.Of(all, clock.Elapsed, failures, failure);
    }

    /// <summary>Runs the work on so many threads and waits for all; the first failure is thrown.</summary>
    public static void Threads(int count, Action<int> work)
    {
        Exception? failed = null;
        var threads = Enumerable
            .Range(0, count)
            .Select(number => new Thread(() =>
            {
                try
                {
                    work(number);
                }
#pragma warning disable CA1031 // carried over to the waiting thread
                catch (Exception e)
#pragma warning restore CA1031
                {
                    failed = e;
                }
            }))
            .ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        if (failed is not null)
            throw new InvalidOperationException(failed.Message, failed);
    }
}
