using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Council.Surveys;

/// <summary>What residents answered in named questionnaires, for themselves. 实名问卷中的本人信息</summary>
/// <remarks>Of anonymous ones nothing is known to be theirs, so nothing can be shown.</remarks>
internal sealed class SurveyKept(GezhiDb db, FieldCipher cipher, SurveyDesk desk, IStringLocalizer T) : IKeptData
{
    public string Kind => "survey";

    public IReadOnlyList<string> Looks => ["survey.answers-exported"];

    public string Purpose(string detail) => detail;

    public async Task<IReadOnlyList<KeptItem>> Of(string phone, CancellationToken ct)
    {
        var items = new List<KeptItem>();
        foreach (var answer in await Under(phone).ToListAsync(ct))
        {
            var survey = await db.Set<Survey>().AsNoTracking().FirstAsync(s => s.Id == answer.SurveyId, ct);
            var said = desk.Open(answer);
            items.Add(
                new KeptItem(
                    Kind,
                    answer.Id,
                    T["问卷：{0}", survey.Title],
                    T["统计您实名填写的问卷"],
                    LegalBasis.Consent,
                    answer.At ?? survey.DraftedAt,
                    [
                        .. SurveyForm
                            .Read(survey.Questions)
                            .SelectMany(q => q.Fields.Where(said.ContainsKey).Select(f => new KeptField(Asked(q, f), Words(q, said[f])))),
                        new(T["电话"], phone),
                    ],
                    null,
                    $"/surveys/{survey.Id}"
                )
            );
        }
        return items;
    }

    /// <summary>While it is open the answer goes whole; later it stays counted, and nobody can tell whose it was.</summary>
    public async Task<bool> Erase(Guid id, string phone, CancellationToken ct)
    {
        if (await Under(phone).FirstOrDefaultAsync(a => a.Id == id, ct) is not { } answer)
            return false;
        var survey = await db.Set<Survey>().AsNoTracking().FirstAsync(s => s.Id == answer.SurveyId, ct);
        if (await db.Set<SurveyTurnout>().FirstOrDefaultAsync(t => t.SurveyId == survey.Id && t.Mark == answer.Mark, ct) is { } turnout)
            db.Remove(turnout);
        if (survey.State == SurveyState.Open)
            db.Remove(answer);
        else
            SurveyForget.Strip(answer);
        return true;
    }

    /// <summary>Of a matrix each row by itself.</summary>
    private static string Asked(Question question, string field) =>
        question.Kind == QuestionKind.Matrix
            ? $"{question.Words} · {question.Rows.FirstOrDefault(r => field == $"{question.Key}.{r.Key}")?.Words}"
            : question.Words;

    private static string Words(Question question, string[] said) =>
        question.Kind == QuestionKind.Text
            ? said[0]
            : string.Join('；', said.Select(s => question.Answers.FirstOrDefault(a => a.Key == s)?.Words));

    private IQueryable<SurveyAnswer> Under(string phone)
    {
        var indexes = cipher.Indexes(db.DistrictId, SurveyAnswer.PhoneFieldName, phone);
        return db.Set<SurveyAnswer>().Where(a => a.PhoneIndex != null && indexes.Contains(a.PhoneIndex));
    }
}
