using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;

namespace Gezhi.Council.Surveys;

/// <summary>What a question wants. 题型</summary>
[JsonConverter(typeof(JsonStringEnumConverter<QuestionKind>))]
public enum QuestionKind
{
    /// <summary>说明文字: nothing is answered.</summary>
    Section,

    /// <summary>单选题.</summary>
    Single,

    /// <summary>多选题.</summary>
    Multiple,

    /// <summary>量表题: 1 to so many points.</summary>
    Scale,

    /// <summary>填空题.</summary>
    Text,

    /// <summary>矩阵题: one column for each row.</summary>
    Matrix,
}

/// <param name="Key">Stays while the words are mended.</param>
public sealed record Choice(string Key, string Words);

/// <summary>A question is shown only where an earlier one got this answer. 显示条件</summary>
/// <param name="Question">Key of the earlier one.</param>
/// <param name="Answer">Key of its option, or the points of its scale.</param>
public sealed record ShowIf(string Question, string Answer);

/// <summary>One question of a questionnaire. 题目</summary>
public sealed record Question
{
    public string Key { get; init; } = "";
    public QuestionKind Kind { get; init; }
    public string Words { get; init; } = "";
    public bool IsRequired { get; init; }

    /// <summary>Of single and multiple; the columns of a matrix.</summary>
    public IReadOnlyList<Choice> Options { get; init; } = [];

    /// <summary>Of a matrix.</summary>
    public IReadOnlyList<Choice> Rows { get; init; } = [];

    /// <summary>Of multiple: fewest choices of who answers at all.</summary>
    public int Least { get; init; }

    /// <summary>Of multiple: most choices; 0: any number.</summary>
    public int Most { get; init; }

    /// <summary>Of a scale: 2 to 11.</summary>
    public int Points { get; init; }
    public string LowLabel { get; init; } = "";
    public string HighLabel { get; init; } = "";

    /// <summary>Null: always shown.</summary>
    public ShowIf? OnlyIf { get; init; }

    /// <summary>Names under which answers are kept: one, or one for each row.</summary>
    [JsonIgnore]
    public IEnumerable<string> Fields =>
        Kind switch
        {
            QuestionKind.Section => [],
            QuestionKind.Matrix => Rows.Select(r => $"{Key}.{r.Key}"),
            _ => [Key],
        };

    /// <summary>What can be answered; empty for free words.</summary>
    [JsonIgnore]
    public IReadOnlyList<Choice> Answers =>
        Kind == QuestionKind.Scale
            ? [.. Enumerable.Range(1, Points).Select(p => p.ToString(CultureInfo.InvariantCulture)).Select(p => new Choice(p, p))]
            : Options;
}

/// <summary>The questions of a questionnaire: whether they hang together, who sees which, whether an answer fits. 问卷规则</summary>
public static class SurveyForm
{
    public const int MostQuestions = 60;
    public const int MostOptions = 30;
    public const int MostRows = 20;
    public const int LongestWords = 300;
    public const int LongestOption = 80;
    public const int LongestText = 1000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(IReadOnlyList<Question> questions) => JsonSerializer.Serialize(questions, Json);

    public static IReadOnlyList<Question> Read(string json) => JsonSerializer.Deserialize<List<Question>>(json, Json) ?? [];

    public static string WriteAnswers(IReadOnlyDictionary<string, string[]> answers) => JsonSerializer.Serialize(answers, Json);

    public static Dictionary<string, string[]> ReadAnswers(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, string[]>>(json, Json) ?? [];

    /// <summary>One question by itself.</summary>
    /// <exception cref="InvalidInput">Fields as the builder names them.</exception>
    public static void Check(Question question)
    {
        var wrong = new Dictionary<string, string[]>();
        if (question.Words.Length == 0)
            wrong["Words"] = ["input.required"];
        else if (TextElements.Length(question.Words) > LongestWords)
            wrong["Words"] = ["input.too-long"];
        if (question.Kind is QuestionKind.Single or QuestionKind.Multiple or QuestionKind.Matrix)
            CheckLines(question.Options, 2, MostOptions, "Options", wrong);
        if (question.Kind == QuestionKind.Matrix)
            CheckLines(question.Rows, 1, MostRows, "Rows", wrong);
        if (question.Kind == QuestionKind.Scale && question.Points is < 2 or > 11)
            wrong["Points"] = ["survey.points"];
        if (question.Kind == QuestionKind.Multiple && !FitsChoices(question))
            wrong["Most"] = ["survey.least-most"];
        if (wrong.Count > 0)
            throw new InvalidInput(wrong);
    }

    private static bool FitsChoices(Question q) =>
        q.Least >= 0 && q.Most >= 0 && q.Least <= q.Options.Count && q.Most <= q.Options.Count && (q.Most == 0 || q.Least <= q.Most);

    private static void CheckLines(IReadOnlyList<Choice> lines, int least, int most, string field, Dictionary<string, string[]> wrong)
    {
        if (lines.Count < least || lines.Count > most)
            wrong[field] = ["survey.lines"];
        else if (lines.Any(l => TextElements.Length(l.Words) > LongestOption))
            wrong[field] = ["input.too-long"];
        else if (lines.Select(l => l.Words).Distinct(StringComparer.Ordinal).Count() < lines.Count)
            wrong[field] = ["survey.same-lines"];
    }

    /// <summary>Whether they can be asked: there is one to answer, and every condition names an earlier question and one of its answers.</summary>
    /// <exception cref="RuleViolation"><c>survey.no-questions</c>, <c>survey.condition</c> with the number of the question.</exception>
    public static void CheckAll(IReadOnlyList<Question> questions)
    {
        if (!questions.Any(q => q.Kind != QuestionKind.Section))
            throw new RuleViolation("survey.no-questions");
        for (var i = 0; i < questions.Count; i++)
        {
            Check(questions[i]);
            if (
                questions[i].OnlyIf is { } only
                && !questions.Take(i).Any(q => CanDecide(q) && q.Key == only.Question && q.Answers.Any(a => a.Key == only.Answer))
            )
                throw new RuleViolation("survey.condition", i + 1);
        }
    }

    /// <summary>Whether others can hang on it.</summary>
    public static bool CanDecide(Question question) => question.Kind is QuestionKind.Single or QuestionKind.Multiple or QuestionKind.Scale;

    /// <summary>Lines of a text field as options: one a line; words that were there keep their key, so that conditions go on holding.</summary>
    public static IReadOnlyList<Choice> Lines(string? text, IReadOnlyList<Choice> before)
    {
        var lines = (text ?? "").Split('\n').Select(PlainText.CleanLine).Where(l => l.Length > 0).ToList();
        var used = before.Select(b => b.Key).ToHashSet(StringComparer.Ordinal);
        var next = 1;
        string New()
        {
            while (!used.Add(next.ToString(CultureInfo.InvariantCulture)))
                next++;
            return next.ToString(CultureInfo.InvariantCulture);
        }
        var free = before.ToList();
        return
        [
            .. lines.Select(line =>
            {
                if (free.Find(b => b.Words == line) is not { } known)
                    return new Choice(New(), line);
                free.Remove(known);
                return known;
            }),
        ];
    }

    /// <summary>Questions that somebody with these answers sees; a question that hangs on one that is not shown is not shown either.</summary>
    public static IReadOnlySet<string> Shown(IReadOnlyList<Question> questions, IReadOnlyDictionary<string, string[]> answers)
    {
        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var question in questions)
            if (
                question.OnlyIf is not { } only
                || (
                    shown.Contains(only.Question)
                    && answers.TryGetValue(only.Question, out var said)
                    && said.Contains(only.Answer, StringComparer.Ordinal)
                )
            )
                shown.Add(question.Key);
        return shown;
    }

    /// <summary>
    /// What somebody answered, checked: what stands under a question that they should not see is left out, words are cleaned. The name of a wrong field is
    /// <c>a-</c> and the field. 答卷校验
    /// </summary>
    /// <param name="given">By field.</param>
    /// <exception cref="InvalidInput"><c>survey.required</c>, <c>survey.option</c>, <c>survey.one-only</c>, <c>survey.too-many</c>, <c>survey.too-few</c>, <c>input.too-long</c>.</exception>
    public static Dictionary<string, string[]> Accept(IReadOnlyList<Question> questions, IReadOnlyDictionary<string, string[]> given)
    {
        var wrong = new Dictionary<string, string[]>();
        var known = questions.SelectMany(q => q.Fields).ToHashSet(StringComparer.Ordinal);
        if (given.Keys.FirstOrDefault(k => !known.Contains(k)) is { } stranger)
            wrong[$"a-{(stranger.Length > 20 ? stranger[..20] : stranger)}"] = ["survey.option"];
        var kept = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var question in questions)
        {
            if (!Shown(questions, kept).Contains(question.Key)) // conditions look back only
                continue;
            foreach (var field in question.Fields)
            {
                var said = (given.GetValueOrDefault(field) ?? []).Where(s => s.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
                if (Fault(question, ref said) is { } fault)
                    wrong[$"a-{field}"] = [fault];
                else if (said.Length > 0)
                    kept[field] = said;
            }
        }
        return wrong.Count > 0 ? throw new InvalidInput(wrong) : kept;
    }

    private static string? Fault(Question question, ref string[] said)
    {
        if (question.Kind == QuestionKind.Text)
        {
            var text = said.Length == 0 || said[0].Length > LongestText * 8 ? said.FirstOrDefault() ?? "" : PlainText.Clean(said[0]);
            if (text.Length > LongestText * 4 || TextElements.Length(text) > LongestText)
                return "input.too-long";
            said = text.Length > 0 ? [text] : [];
            return said.Length == 0 && question.IsRequired ? "survey.required" : null;
        }
        if (said.Any(s => !question.Answers.Any(a => a.Key == s)))
            return "survey.option";
        if (said.Length == 0)
            return question.IsRequired ? "survey.required" : null;
        if (question.Kind != QuestionKind.Multiple)
            return said.Length > 1 ? "survey.one-only" : null;
        if (question.Most > 0 && said.Length > question.Most)
            return "survey.too-many";
        return said.Length < question.Least ? "survey.too-few" : null;
    }
}
