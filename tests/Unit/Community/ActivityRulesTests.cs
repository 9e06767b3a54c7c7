using Gezhi.Community;
using Gezhi.Community.Activities;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Community;

/// <summary>Money in whole fen, the life of an activity, and codes that cannot be made up.</summary>
public sealed class ActivityRulesTests
{
    private static readonly DateTime Begins = DateTime.UnixEpoch.AddDays(20_000);

    [Theory]
    [InlineData("0", 0L)]
    [InlineData("12", 1_200L)]
    [InlineData("12.5", 1_250L)]
    [InlineData(" 1,234.56 ", 123_456L)]
    [InlineData("10000000", Money.Most)]
    [InlineData("10000000.01", null)]
    [InlineData("1.005", null)]
    [InlineData("-1", null)]
    [InlineData("1e3", null)]
    [InlineData("十元", null)]
    [InlineData("", null)]
    public void An_amount_becomes_whole_fen_or_nothing(string typed, long? fen)
    {
        Money.Fen(typed).ShouldBe(fen);
        if (fen is { } sum)
            Money.Fen(Money.Plain(sum)).ShouldBe(sum);
    }

    [Fact]
    public void An_activity_is_announced_with_a_safety_check_held_and_then_reported_once()
    {
        var activity = New();
        Code(() => activity.Announce(false, Begins.AddDays(-1))).ShouldBe("activity.no-safety");
        Code(() => activity.Announce(true, Begins)).ShouldBe("activity.past");
        Code(() => activity.Report("好", 3, true, Begins.AddDays(1))).ShouldBe("activity.not-announced");
        activity.Announce(true, Begins.AddDays(-1));
        Code(() => activity.Announce(true, Begins.AddDays(-1))).ShouldBe("activity.not-draft");
        Code(() => activity.Admit(null, false)).ShouldBe("activity.limit-fixed");
        Code(() => activity.Report("好", 3, true, Begins)).ShouldBe("activity.not-ended");
        Code(() => activity.Report("好", 3, false, Begins.AddDays(1))).ShouldBe("activity.safety-open");
        activity.Report("好", 3, true, Begins.AddDays(1));
        Code(() => activity.CallOff("下雨")).ShouldBe("activity.not-announced");
        Code(activity.DemandOpen).ShouldBe("activity.over");
    }

    [Fact]
    public void An_activity_ends_after_it_begins_and_sign_up_ends_with_it_at_the_latest()
    {
        var activity = New();
        Should.Throw<InvalidInput>(() => activity.Say(ActivityKind.Fair, "集", "", "广场", Begins, Begins, null));
        Should.Throw<InvalidInput>(() => activity.Say(ActivityKind.Fair, "集", "", "广场", Begins, Begins.AddHours(1), Begins.AddHours(2)));
    }

    [Fact]
    public void A_code_reads_back_and_no_changed_character_does()
    {
        var folder = Directory.CreateTempSubdirectory("gezhi-door-").FullName;
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?> { ["Storage:Root"] = folder, ["Community:DoorKey"] = Convert.ToBase64String(new byte[32]) }
            )
            .Build();
        using var key = new TicketKey(settings, new StorageRoot(settings));
        var ticket = new Ticket(Guid.CreateVersion7(), 37, Begins);

        var code = key.Write(ticket);

        key.Read(code).ShouldBe(ticket);
        key.Read("https://example.org/community/door?code=" + code).ShouldBe(ticket);
        for (var i = 0; i < code.Length - 1; i++)
            key.Read(code[..i] + (code[i] == 'A' ? 'B' : 'A') + code[(i + 1)..]).ShouldBeNull($"character {i}");
        foreach (var nonsense in new[] { null, "", "37", code[..^1], code + "A", new string('!', code.Length) })
            key.Read(nonsense).ShouldBeNull();
        Directory.Delete(folder, true);
    }

    private static Activity New()
    {
        var activity = new Activity { Id = Guid.CreateVersion7(), AreaCode = "410103010004" };
        activity.Say(ActivityKind.Fair, "跳蚤集市", "", "社区广场", Begins, Begins.AddHours(3), null);
        activity.Admit(5, true);
        return activity;
    }

    private static string Code(Action step) => Should.Throw<RuleViolation>(step).Code;
}
