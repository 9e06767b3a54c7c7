using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Open311.Catalogue;
using Gezhi.Open311.Wire;
using Gezhi.Platform.Text;

namespace Gezhi.Open311.Requests;

/// <summary>Answers to the questions of a category: checked, and as lines for whoever works on the matter. 提问答案</summary>
internal static class Answers
{
    private const int MostAnswers = 100;

    /// <summary>Characters.</summary>
    public const int LongestAnswer = 1000;

    /// <summary>Characters; longer codes are not kept.</summary>
    public const int LongestCode = 80;

    /// <summary>Codes by which FixMyStreet tells things that are no answers.</summary>
    private static readonly string[] Special =
    [
        "fixmystreet_id",
        "easting",
        "northing",
        "closest_address",
        "uprn",
        "usrn",
        "title",
        "description",
        "detail",
        "report_url",
        "group",
        "external_id",
        "customer_reference",
        "email_text",
        "first_name",
        "last_name",
        "name",
        "email",
        "phone",
        "_fms_disable_",
        "_wrapped_service_code",
    ];

    /// <summary>What is wrong; empty when nothing is.</summary>
    public static IReadOnlyList<string> Check(IReadOnlyList<Question> questions, IReadOnlyDictionary<string, IReadOnlyList<string>> answers)
    {
        var wrong = new List<string>();
        if (answers.Count > MostAnswers || answers.Values.Any(v => v.Count > MostAnswers || v.Any(a => a.Length > LongestAnswer)))
            wrong.Add($"At most {MostAnswers} attributes, each at most {LongestAnswer} characters.");
        foreach (var question in questions.Where(q => q.Kind != QuestionKind.Notice))
            if (answers.GetValueOrDefault(question.Code) is { Count: > 0 } given)
                wrong.AddRange(
                    given.Where(a => !Fits(question, a)).Select(_ => $"attribute[{question.Code}] must be {Expected(question)}.")
                );
            else if (question.IsRequired)
                wrong.Add($"attribute[{question.Code}] is required: {question.Text}");
        return [.. wrong.Distinct()];
    }

    /// <summary>One line each: the question, then what was said to it; what nobody asked comes after, under its code.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<Question> questions, IReadOnlyDictionary<string, IReadOnlyList<string>> answers)
    {
        foreach (var question in questions.Where(q => q.Kind != QuestionKind.Notice))
            if (answers.GetValueOrDefault(question.Code) is { Count: > 0 } given)
                yield return $"{question.Text}：{string.Join('、', given.Select(a => Named(question, a)))}";
        foreach (var (code, given) in answers)
            if (!Special.Contains(code, StringComparer.OrdinalIgnoreCase) && questions.All(q => q.Code != code))
                yield return $"{code}：{string.Join('、', given)}";
    }

    /// <summary>Rows to be kept with a report: what was answered and what else was told, without what is no answer.</summary>
    public static IEnumerable<KeptAnswer> Rows(int districtId, Guid caseId, IReadOnlyDictionary<string, IReadOnlyList<string>> answers) =>
        answers
            .Where(a => a.Key.Length is > 0 and <= LongestCode && !Special.Contains(a.Key, StringComparer.OrdinalIgnoreCase))
            .SelectMany(a => a.Value, (a, value) => (a.Key, Value: PlainText.Clean(value)))
            .Where(a => a.Value.Length > 0)
            .Select(
                (a, no) =>
                    new KeptAnswer
                    {
                        DistrictId = districtId,
                        CaseId = caseId,
                        No = no,
                        Code = a.Key,
                        Value = a.Value,
                    }
            );

    /// <summary>As they are read back: code, question, values by key and name.</summary>
    public static Listing Told(IReadOnlyList<Question> questions, IEnumerable<KeptAnswer> kept) =>
        new(
            "attribute",
            [
                .. kept.GroupBy(a => a.Code)
                    .Select(a =>
                    {
                        var question = questions.FirstOrDefault(q => q.Code == a.Key);
                        return (object?)
                            new Fields
                            {
                                { "code", a.Key },
                                { "description", question?.Text },
                                { "values", new Listing("value", [.. a.OrderBy(v => v.No).Select(v => Value(question, v.Value))]) },
                            };
                    }),
            ]
        );

    private static Fields Value(Question? question, string answer)
    {
        var told = PublicCases.WithoutNumbers(answer);
        return new Fields { { "key", told }, { "name", question is null ? told : PublicCases.WithoutNumbers(Named(question, answer)) } };
    }

    private static bool Fits(Question question, string answer) =>
        question.Kind switch
        {
            QuestionKind.Number => double.TryParse(answer, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number),
            QuestionKind.Instant => Instants.Read(answer) is not null,
            QuestionKind.OneOf or QuestionKind.SomeOf => question.Values.Any(v => v.Key == answer),
            _ => true,
        };

    private static string Expected(Question question) =>
        question.Kind switch
        {
            QuestionKind.Number => "a number",
            QuestionKind.Instant => "a time such as 2026-03-05T06:26:00Z",
            _ => "one of " + string.Join(", ", question.Values.Select(v => v.Key)),
        };

    private static string Named(Question question, string answer) =>
        question.Values.Where(v => v.Key == answer).Select(v => v.Name).FirstOrDefault() ?? answer;
}
