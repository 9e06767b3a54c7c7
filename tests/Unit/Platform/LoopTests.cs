using Gezhi.Platform;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Platform;

public sealed class LoopTests
{
    [Fact]
    public async Task A_round_that_fails_is_tried_again_ever_later_but_never_later_than_the_ceiling()
    {
        var clock = new HurriedClock();
        using var loop = new Stumbling(clock, failures: 12);
        await loop.StartAsync(TestContext.Current.CancellationToken);
        await loop.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        loop.Rounds.ShouldBe(13);
        clock.Pauses.Take(3).ShouldBe([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)]);
        clock.Pauses.Max().ShouldBe(Loop.LongestPause);
        clock.Pauses[^1].ShouldBe(Loop.LongestPause);
    }

    [Fact]
    public async Task Stopping_the_host_in_the_middle_of_a_round_ends_the_loop_without_a_fault()
    {
        using var loop = new Waiting();
        await loop.StartAsync(TestContext.Current.CancellationToken);
        await loop.Began.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await loop.StopAsync(TestContext.Current.CancellationToken);

        loop.ExecuteTask!.IsCompletedSuccessfully.ShouldBeTrue();
    }

    private sealed class Stumbling(HurriedClock clock, int failures) : Loop(clock, NullLogger.Instance)
    {
        public int Rounds { get; private set; }

        protected override Task<TimeSpan?> Round(CancellationToken ct) =>
            ++Rounds > failures ? Task.FromResult<TimeSpan?>(null) : throw new IOException("disk");
    }

    private sealed class Waiting() : Loop(TimeProvider.System, NullLogger.Instance)
    {
        public TaskCompletionSource Began { get; } = new();

        protected override async Task<TimeSpan?> Round(CancellationToken ct)
        {
            Began.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return null;
        }
    }

    /// <summary>Writes down how long a pause should be and ends it at once.</summary>
    private sealed class HurriedClock : TimeProvider
    {
        public List<TimeSpan> Pauses { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime > TimeSpan.Zero)
                Pauses.Add(dueTime);
            return System.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
        }
    }
}
