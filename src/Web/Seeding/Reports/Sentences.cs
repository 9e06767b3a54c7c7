using System.Text.RegularExpressions;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Text;

namespace Gezhi.Web.Seeding.Reports;

/// <summary>Writes what is said in a channel about a topic at a place, never the same sentence often. 文本生成</summary>
internal sealed partial class Sentences(Words words, Dice dice)
{
    private const int Shortest = 8,
        Longest = 200,
        SameSentence = 2;
    private const double VagueShare = 0.03;
    private readonly Dictionary<string, int> _skeletons = [];
    private readonly Speech _speech = new(words, dice);

    public string Text(Topic topic, Channel channel, string where, string title, string weather, string partOfDay)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var text = Tidy(Raw(topic, channel, where, title, weather, partOfDay));
            if (IsResident(channel))
                text = _speech.Colour(text);
            var length = TextElements.Length(text);
            if (length is < Shortest or > Longest)
                continue;
            var skeleton = Digits().Replace(text.Replace(where, "", StringComparison.Ordinal), "#");
            if (_skeletons.GetValueOrDefault(skeleton) >= SameSentence)
                continue;
            _skeletons[skeleton] = _skeletons.GetValueOrDefault(skeleton) + 1;
            return text;
        }
        throw new InvalidOperationException($"The grammar has too few words for {topic.Category} in {channel}.");
    }

    /// <summary>A line of a list of the grammar, with the topic's own words in it.</summary>
    public string Line(IReadOnlyList<string> lines, Draft draft) =>
        Tidy(
            Phrases(
                    draft.Done is null ? draft.Topic : draft.Topic with { Done = [draft.Done] },
                    draft.Where,
                    draft.Title,
                    "fine",
                    "morning"
                )
                .Say(dice.Pick(lines))
        );

    private string Raw(Topic topic, Channel channel, string where, string title, string weather, string partOfDay) =>
        Phrases(topic, where, title, weather, partOfDay).Say(dice.Pick(words.Forms[Form(channel)]));

    private string Form(Channel channel) =>
        channel switch
        {
            Channel.ResidentPage or Channel.CitizenApp => dice.Falls(VagueShare) ? "vague" : "resident",
            Channel.GridPatrol => "patrol",
            Channel.DigitalCity => "digital",
            Channel.WalkIn => "walkin",
            Channel.Leader => "leader",
            _ => "hotline",
        };

    private Phrases Phrases(Topic topic, string where, string title, string weather, string partOfDay) =>
        new(
            dice,
            name =>
                name switch
                {
                    "where" => [where],
                    "title" => [title],
                    "say" => topic.Say,
                    "talk" => topic.Talk,
                    "more" => topic.More,
                    "harm" => topic.Harm,
                    "ask" => topic.Ask,
                    "done" => topic.Done,
                    "weather" => words.Weather[weather],
                    "when" => words.When[partOfDay],
                    _ => words.Symbols[name],
                }
        );

    private static bool IsResident(Channel channel) => channel is Channel.ResidentPage or Channel.CitizenApp;

    /// <summary>Empty parts leave doubled marks behind.</summary>
    private static string Tidy(string text) =>
        Leading().Replace(Doubled().Replace(text, m => m.Value.Contains('。') ? "。" : m.Value[^1].ToString()), "");

    [GeneratedRegex("[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Digits();

    [GeneratedRegex("[，；：、][，；。！]+|。，", RegexOptions.NonBacktracking)]
    private static partial Regex Doubled();

    [GeneratedRegex("^[，；。：！~]+", RegexOptions.NonBacktracking)]
    private static partial Regex Leading();
}
