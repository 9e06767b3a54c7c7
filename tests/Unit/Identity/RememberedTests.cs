using Gezhi.Identity;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Identity;

public sealed class RememberedTests
{
    private readonly StillClock clock = new();
    private int reads;

    [Fact]
    public async Task A_value_is_read_once_within_its_life()
    {
        var remembered = new Remembered<int, int>(clock, TimeSpan.FromSeconds(30), most: 10);

        (await remembered.Get(1, Read)).ShouldBe(1);
        clock.Now += TimeSpan.FromSeconds(29);
        (await remembered.Get(1, Read)).ShouldBe(1);
        clock.Now += TimeSpan.FromSeconds(1);
        (await remembered.Get(1, Read)).ShouldBe(2);
    }

    [Fact]
    public async Task A_dropped_value_is_read_again_at_once()
    {
        var remembered = new Remembered<int, int>(clock, TimeSpan.FromSeconds(30), most: 10);
        await remembered.Get(1, Read);

        remembered.Drop(1);

        (await remembered.Get(1, Read)).ShouldBe(2);
    }

    [Fact]
    public async Task What_was_read_before_a_change_is_not_kept_after_it()
    {
        var remembered = new Remembered<int, int>(clock, TimeSpan.FromSeconds(30), most: 10);
        var reading = new TaskCompletionSource<int>();
        var first = remembered.Get(1, () => reading.Task).AsTask();

        remembered.Drop(1); // somebody saves a change while the old rows are on their way
        reading.SetResult(0);

        (await first).ShouldBe(0);
        (await remembered.Get(1, Read)).ShouldBe(1);
    }

    [Fact]
    public async Task It_never_holds_more_than_it_may()
    {
        var remembered = new Remembered<int, int>(clock, TimeSpan.FromSeconds(30), most: 3);
        for (var key = 0; key < 4; key++)
            await remembered.Get(key, Read);

        (await remembered.Get(0, Read)).ShouldBe(5);
    }

    private Task<int> Read() => Task.FromResult(++reads);

    private sealed class StillClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
