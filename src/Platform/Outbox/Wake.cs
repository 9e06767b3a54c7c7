namespace Gezhi.Platform.Outbox;

/// <summary>Wakes sleeping loops in this process; only a hint, the loops look by themselves as well. 唤醒</summary>
public sealed class Wake
{
    private volatile TaskCompletionSource signal = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private long ups;

    /// <summary>How often it was called: something that a page shows may have changed when it has grown.</summary>
    public long Ups => Interlocked.Read(ref ups);

    /// <summary>Wakes everyone who waits now.</summary>
    public void Up()
    {
        Interlocked.Increment(ref ups);
        Interlocked.Exchange(ref signal, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    /// <summary>A task that ends at the next call of <see cref="Up"/>. Take it before looking for work.</summary>
    public Task Next => signal.Task;

    /// <summary>Waits for the signal, at most so long.</summary>
    public static async Task Wait(Task next, TimeSpan longest, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(next, Task.Delay(longest, stop.Token));
        await stop.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }
}
