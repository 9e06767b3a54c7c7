using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Time;

namespace Gezhi.Web.Seeding.Reports;

/// <summary>Invents reports without their history: what, where, when, by which channel, in which words. 诉求草稿</summary>
internal sealed class Drafts(SeedCatalogue catalogue, Words words, Spots spots, Sentences sentences, Dice dice, DateTime now)
{
    /// <summary>Days that the reports reach back.</summary>
    public const int Days = 60;

    private static readonly (Channel Channel, double Weight)[] Channels =
    [
        (Channel.ResidentPage, 31),
        (Channel.Hotline, 24),
        (Channel.GridPatrol, 22),
        (Channel.DigitalCity, 12),
        (Channel.WalkIn, 5),
        (Channel.CitizenApp, 5),
        (Channel.Leader, 1),
    ];

    private readonly Hours _hours = new(WorkCalendar.China, dice.Branch("hours"));
    private readonly ILookup<string, FilingCondition> _conditions = catalogue.Conditions.ToLookup(c => c.CategoryKey);

    /// <summary>A new matter of one of the last days, or of this morning.</summary>
    public Draft New(bool isRecent) => New((channel, topic) => isRecent ? _hours.Recent(now) : _hours.Past(now, Days, channel, topic.When));

    /// <summary>A matter of one of so many days before today.</summary>
    public Draft Past(int days) => New((channel, topic) => _hours.Past(now, days, channel, topic.When));

    private Draft New(Func<Channel, Topic, DateTime> when)
    {
        while (true)
        {
            var topic = dice.Pick(words.Topics, t => t.Weight);
            var channel = ChannelOf(topic);
            var at = when(channel, topic);
            if (topic.Season is null || WeatherAt(at) == topic.Season)
                return Draft(topic, channel, at, dice.Falls(topic.Urgent), spots.Pick(topic.Places), null);
        }
    }

    /// <summary>Something dangerous of this morning.</summary>
    public Draft Urgent()
    {
        var topic = dice.Pick(words.Topics.Where(t => t.Urgent >= 0.2 && t.Season is null).ToList(), t => t.Weight);
        return Draft(topic, ChannelOf(topic), _hours.Recent(now), true, spots.Pick(topic.Places), null);
    }

    /// <summary>Came in some hours ago and waits.</summary>
    /// <param name="after">The last move so far.</param>
    /// <param name="categories">Beginning of the category; empty for any.</param>
    /// <param name="area">Beginning of the area's code; null where the matter usually is.</param>
    public Draft Waiting(CaseAction after, string categories = "", string? area = null)
    {
        var topics = words.Topics.Where(t => t.Season is null && t.Category.StartsWith(categories, StringComparison.Ordinal)).ToList();
        var topic = dice.Pick(topics, t => t.Weight);
        var landmark = area is null ? spots.Pick(topic.Places) : spots.In(area);
        return Draft(topic, Channel.ResidentPage, now.AddMinutes(-dice.Between(150, 230)), false, landmark, null, after);
    }

    /// <summary>Somebody else says the same, in other words, a little later; null when that would be in the future.</summary>
    public Draft? Again(Draft first)
    {
        var at = first.CreatedAt.AddMinutes(dice.Falls(0.7) ? dice.Between(5, 180) : dice.Between(180, 1_300));
        var channel = dice.Pick(Channels.Where(c => IsFromPublic(c.Channel)).ToList(), c => c.Weight).Channel;
        return at > now ? null : Draft(first.Topic, channel, at, first.IsUrgent, first.Landmark, first);
    }

    /// <summary>The case of the stories, a few minutes ago.</summary>
    public Draft Story(SeedDemoCase story)
    {
        const string Text = "窨井盖缺了半边，晚上骑车很危险，旁边就是小学。";
        var topic = words.Topics.Single(t => t.Category == story.Category);
        return new Draft(
            topic,
            _conditions[topic.Category].First(),
            Channel.ResidentPage,
            now.AddMinutes(-4),
            spots.Named(story.Landmark),
            story.Landmark,
            story.Title,
            Text,
            null
        )
        {
            IsUrgent = true,
            IsStory = true,
        };
    }

    private Channel ChannelOf(Topic topic) =>
        dice.Pick(Channels.Where(c => !topic.Told || !IsPatrol(c.Channel)).ToList(), c => c.Weight).Channel;

    private Draft Draft(
        Topic topic,
        Channel channel,
        DateTime at,
        bool isUrgent,
        SeedLandmark landmark,
        Draft? original,
        CaseAction? holdAfter = null
    )
    {
        var where = spots.Speak(landmark);
        var title = dice.Pick(topic.Titles);
        var text = sentences.Text(topic, channel, where, title, WeatherAt(at), _hours.PartOfDay(at));
        var category = catalogue.Categories.Single(c => c.Key == topic.Category);
        var conditions = _conditions[topic.Category].ToList();
        var condition = isUrgent || conditions.Count == 1 ? conditions[0] : dice.Pick(conditions[1..]);
        return new Draft(topic, condition, channel, at, landmark, where, title, text, original)
        {
            IsUrgent = isUrgent,
            HoldAfter = holdAfter,
            MayBeSolvedOnSpot = category.MaySolveOnSpot,
            NeedsConfirm = IsFromPublic(channel) && NeedsConfirm(topic.Category),
        };
    }

    private bool NeedsConfirm(string categoryKey) =>
        catalogue.Index.Rules.Any(r => r.NeedsConfirm && categoryKey.StartsWith(r.CategoryPrefix, StringComparison.Ordinal));

    private static bool IsFromPublic(Channel channel) => !IsPatrol(channel) && channel != Channel.Leader;

    private static bool IsPatrol(Channel channel) => channel is Channel.GridPatrol or Channel.DigitalCity;

    private static string WeatherAt(DateTime utc) => Weather.Of(WorkCalendar.China.LocalDay(utc));
}
