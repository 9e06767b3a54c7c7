using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Contract;

namespace Gezhi.Web.Seeding.Reports;

/// <summary>A report before its history is known. 诉求草稿</summary>
internal sealed class Draft(
    Topic topic,
    FilingCondition condition,
    Channel channel,
    DateTime createdAt,
    SeedLandmark landmark,
    string where,
    string title,
    string text,
    Draft? original
)
{
    public Topic Topic => topic;

    public FilingCondition Condition => condition;

    public Channel Channel => channel;

    /// <summary>UTC.</summary>
    public DateTime CreatedAt => createdAt;

    public SeedLandmark Landmark => landmark;

    /// <summary>The place as it is spoken of.</summary>
    public string Where => where;

    public string Title => title;

    public string Text => text;

    /// <summary>The report it repeats; null when it is the first.</summary>
    public Draft? Original => original;

    public bool IsUrgent { get; init; }

    public bool MayBeSolvedOnSpot { get; init; }

    public bool NeedsConfirm { get; init; }

    /// <summary>Waits after this move; null: goes on as chance will have it.</summary>
    public CaseAction? HoldAfter { get; init; }

    /// <summary>The case of the stories: just in, nothing has happened yet.</summary>
    public bool IsStory { get; init; }

    /// <summary>Place in the order of time, 1 up.</summary>
    public int No { get; set; }

    /// <summary>What was done in the end; null until it is done, then the same words everywhere.</summary>
    public string? Done { get; set; }

    /// <summary>Filled when the history is made; an original always comes before what repeats it.</summary>
    public Life? Life { get; set; }
}
