using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Time;

namespace Gezhi.Web.Seeding.Reports;

/// <summary>Adds what hangs on a report: number of the channel, phone, photo, choice of the reporter, rating. 诉求补全</summary>
internal sealed class Finish(SeedCatalogue catalogue, Spots spots, Sentences sentences, Words words, Dice dice, DateTime now)
{
    private readonly List<string> _chosen = [.. catalogue.Categories.Where(c => c.ResidentOrder is not null).Select(c => c.Key)];

    /// <param name="phone">The phone to use; null invents one or none.</param>
    public SeedReport Report(Draft draft, string? phone)
    {
        var life = draft.Life!;
        var (at, area) = spots.Near(draft.Landmark);
        var byResident = draft.Channel is Channel.ResidentPage or Channel.CitizenApp;
        phone ??= dice.Falls(PhoneShare(draft.Channel)) ? Phone() : null;
        return new SeedReport(
            draft.No,
            draft.Topic.Category,
            draft.Condition.Order,
            byResident ? Choice(draft) : draft.Topic.Category,
            Title(draft),
            draft.Text,
            draft.Where,
            draft.Landmark.Name,
            at,
            area,
            draft.Channel,
            ChannelNo(draft),
            draft.CreatedAt,
            draft.IsUrgent,
            phone,
            phone is not null && byResident && dice.Falls(0.04) ? Phone() : null,
            Photo(draft),
            life.State,
            draft.Original?.No,
            IsLate(draft, life),
            life.Moves,
            Rating(draft, life, phone)
        );
    }

    private static string Title(Draft draft)
    {
        var title = draft.Where + draft.Title;
        return title.Length > 60 || draft.IsStory ? draft.Title : title;
    }

    /// <summary>Most choose rightly, some wrongly, many not at all.</summary>
    private string? Choice(Draft draft)
    {
        var chance = dice.Share();
        if (draft.Topic.Category.StartsWith("local/", StringComparison.Ordinal) && chance > 0.2)
            return null;
        return chance < 0.55 ? draft.Topic.Category
            : chance < 0.62 ? dice.Pick(_chosen)
            : null;
    }

    private static double PhoneShare(Channel channel) =>
        channel switch
        {
            Channel.Hotline => 0.95,
            Channel.WalkIn => 0.9,
            Channel.ResidentPage or Channel.CitizenApp => 0.72,
            _ => 0,
        };

    /// <summary>Some people report again and again.</summary>
    private string Phone() => string.Create(CultureInfo.InvariantCulture, $"1540002{(int)(900 * Math.Pow(dice.Share(), 1.6)):0000}");

    private string? ChannelNo(Draft draft)
    {
        var day = WorkCalendar.China.LocalDay(draft.CreatedAt).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        return draft.Channel switch
        {
            Channel.Hotline => $"12345-{day}-{dice.Between(10_000, 99_999)}",
            Channel.DigitalCity => $"{(dice.Falls(0.3) ? "12319" : "SZCG")}-{day}-{dice.Between(1_000, 9_999)}",
            Channel.CitizenApp => $"SSP{day}{dice.Between(100_000, 999_999)}",
            Channel.Leader => $"PS-{day}-{dice.Between(1, 9)}",
            _ => null,
        };
    }

    private string? Photo(Draft draft)
    {
        var share = draft.Channel switch
        {
            Channel.ResidentPage or Channel.CitizenApp => 0.72,
            Channel.GridPatrol or Channel.DigitalCity => 0.95,
            _ => 0.05,
        };
        return draft.IsStory || dice.Falls(share) ? draft.Topic.Scene : null;
    }

    private bool? IsLate(Draft draft, Life life)
    {
        if (life.DispatchedAt is not { } dispatched || life.State is CaseState.Shelved or CaseState.Joined)
            return null;
        return (life.HandedInAt ?? now) > WorkCalendar.China.DueAt(dispatched, draft.Condition.Limit);
    }

    private SeedRating? Rating(Draft draft, Life life, string? phone)
    {
        if (life.State != CaseState.Closed || phone is null || life.Moves[0].Action != CaseAction.Report || !dice.Falls(0.48))
            return null;
        var at = life.LastAt.AddMinutes(dice.Between(20, 2_600));
        if (at > now)
            return null;
        var chance = dice.Share();
        var (mood, solved, stars) =
            chance < 0.78 ? ("good", true, dice.Between(4, 5))
            : chance < 0.91 ? ("fair", true, 3)
            : ("bad", false, dice.Between(1, 2));
        var text = sentences.Line(words.Ratings[mood], draft);
        return new SeedRating(solved, stars, text.Length == 0 ? null : text, at);
    }
}
