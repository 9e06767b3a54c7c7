using Gezhi.Cases.CasePages;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Answers;

/// <summary>The forms whose text people will read: filled from prepared answers, looked through before they go out. 答复表单</summary>
public sealed class AnswerForms(CaseDesk desk, AnswerDesk answers, IStringLocalizer T)
{
    /// <summary>Null for forms that tell nobody anything.</summary>
    internal static AnswerKind? KindOf(CaseForm form) =>
        form switch
        {
            CaseForm.Close => AnswerKind.Close,
            CaseForm.Decline => AnswerKind.Decline,
            CaseForm.Transfer => AnswerKind.Transfer,
            _ => null,
        };

    /// <summary>
    /// A template was chosen, a look was asked for, or something in the text is odd and nobody has looked at exactly this text: then nothing is
    /// done yet.
    /// </summary>
    /// <returns>Null: it may go out.</returns>
    internal async Task<AnswerLook?> Look(CaseForm form, Guid caseId, HttpRequest request, Actor actor, CancellationToken ct)
    {
        if (KindOf(form) is not { } kind)
            return null;
        var typed = request.Form;
        var (field, toldField) = Fields(kind);
        var (text, told) = (typed[field].ToString(), toldField is null ? "" : typed[toldField].ToString());
        var subject = await desk.Find(caseId, null, actor, ct);
        if (typed["Fill"].ToString() is { Length: > 0 } code)
            return await Filled(kind, code, subject, told, actor, ct);
        if (text.Length == 0 && !typed.ContainsKey("Look"))
            return null; // what is missing is said by the feature
        var look = await answers.Look(subject, kind, text, told, null, actor, ct);
        if (typed.ContainsKey("Look"))
            return look;
        return look.Findings.Count == 0 || typed["Seen"] == look.Seal ? null : look with { IsAsked = true };
    }

    /// <summary>A program asked for the same look before its words go out: what is odd comes back at the field, in the sentences of the page.</summary>
    /// <exception cref="InvalidInput">Something is odd; nothing was done.</exception>
    internal async Task Demand(AnswerKind kind, Guid caseId, string? text, string? told, Actor actor, CancellationToken ct)
    {
        var subject = await desk.Find(caseId, null, actor, ct);
        var look = await answers.Look(subject, kind, text ?? "", told ?? "", null, actor, ct);
        if (look.Findings.Count > 0)
            throw new InvalidInput(
                new Dictionary<string, string[]> { [Fields(kind).Text] = [.. look.Findings.Select(f => FindingWords.Say(f, T))] }
            );
    }

    private async Task<AnswerLook> Filled(AnswerKind kind, string code, Case subject, string told, Actor actor, CancellationToken ct)
    {
        var offered = await answers.Offered(kind, subject.CategoryKey, ct);
        var template = offered.FirstOrDefault(t => t.Code == code) ?? throw new NotFound("template");
        var english = await answers.IsEnglish(subject.Id, ct);
        var (text, channel) = await answers.Fill(template, subject, english, ct);
        var (field, toldField) = Fields(kind);
        var fields = new Dictionary<string, string> { [field] = text };
        if (channel is not null && toldField is not null)
            fields[toldField] = told =
                kind == AnswerKind.Transfer ? (english ? channel.NameEn : channel.NameZh) : channel.InOneLine(english);
        return await answers.Look(subject, kind, text, told, fields, actor, ct);
    }

    private static (string Text, string? Told) Fields(AnswerKind kind) =>
        kind switch
        {
            AnswerKind.Close => ("Answer", null),
            AnswerKind.Decline => ("Reason", "LegalChannel"),
            _ => ("Answer", "To"),
        };
}
