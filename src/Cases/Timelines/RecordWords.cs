using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Texts;

namespace Gezhi.Cases.Timelines;

/// <summary>Reads what the product itself wrote into records and messages in the language of the reader. 记录用语</summary>
/// <remarks>
/// The record is kept in Chinese and its hash covers these words, so they are turned at display: each sentence is known by its form, its parts are
/// turned in the same way, and what a person said inside it stays as it was said. Rows of before are read like those of today.
/// </remarks>
public sealed class RecordWords(JsonTexts T)
{
    /// <summary>Moves whose notes the product words, with what people said in them.</summary>
    private static readonly CaseAction[] Made =
    [
        CaseAction.Alarm,
        CaseAction.Acknowledge,
        CaseAction.Muster,
        CaseAction.DoStep,
        CaseAction.CountPeople,
        CaseAction.StandDown,
        CaseAction.AllClear,
        CaseAction.CallOff,
        CaseAction.FlashReport,
        CaseAction.Review,
        CaseAction.Escalate,
        CaseAction.Recompute,
        CaseAction.HandOver,
    ];

    /// <summary>A note of the timeline: the product's own are turned, those of people stay.</summary>
    public string? Note(CaseAction action, string? note) => Made.Contains(action) ? Read(note) : ReadWhole(note);

    /// <summary>A text that the product made, parts by people in it included.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public string? Read(string? text) => text is null || IsChinese ? text : Turned(text, 0) ?? text;

    /// <summary>A text for the public: turned only where the product wrote all of it.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public string? ReadWhole(string? text) => text is null || IsChinese ? text : Sentence(text, 0) ?? text;

    private static bool IsChinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    /// <summary>Null: nothing in it is the product's.</summary>
    private string? Turned(string text, int depth)
    {
        if (depth > 6)
            return null;
        return Word(text, depth) ?? Sentence(text, depth) ?? Joined(text, depth);
    }

    /// <summary>A single word of the interface: a stage, a level, a kind. Only inside a sentence, where people's words are short of such company.</summary>
    private string? Word(string text, int depth) => depth > 0 && text.Length <= 12 ? T.English.GetValueOrDefault(text) : null;

    private string? Sentence(string text, int depth)
    {
        foreach (var (form, pattern) in Patterns)
            if (pattern.Match(text) is { Success: true } match)
            {
                object[] parts = [.. match.Groups.Values.Skip(1).Select(g => (object)(Turned(g.Value, depth + 1) ?? g.Value))];
                return parts.Length == 0 ? T[form].Value : T[form, parts].Value;
            }
        return null;
    }

    /// <summary>Parts one after the other, as far as the first ones are known.</summary>
    private string? Joined(string text, int depth)
    {
        foreach (var (mark, english) in Marks)
            for (var at = text.IndexOf(mark, StringComparison.Ordinal); at > 0; at = text.IndexOf(mark, at + 1, StringComparison.Ordinal))
                if ((Word(text[..at], depth + 1) ?? Sentence(text[..at], depth + 1)) is { } first)
                    return first + english + (Turned(text[(at + 1)..], depth + 1) ?? text[(at + 1)..]);
        return null;
    }

    private static readonly (string Mark, string English)[] Marks = [("：", ": "), ("；", "; "), ("，", ", "), ("、", ", ")];

    /// <summary>By the clock on the wall: on a busy machine a tenth of a second goes by while nothing is done, and a page must not fail for that.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private static readonly (string Form, Regex Pattern)[] Patterns =
    [
        .. RecordSentences
            .All.OrderByDescending(s => Regex.Replace(s, @"\{\d\}", "", RegexOptions.None, Longest).Length)
            .Select(s =>
                (
                    s,
                    new Regex(
                        "^" + Regex.Replace(Regex.Escape(s), @"\\\{\d}", "(.+?)", RegexOptions.None, Longest) + "$",
                        RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.Compiled,
                        Longest
                    )
                )
            ),
    ];
}
