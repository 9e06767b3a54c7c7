using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Answers;

/// <summary>The shift leader edits prepared answers, where people are sent, and house words. 维护答复</summary>
public sealed class KeepAnswers(CaseDesk desk, AnswerShelf shelf)
{
    /// <param name="Code">Letters, digits and hyphens; an existing one gets a new edition.</param>
    /// <param name="Edition">The edition the person saw; null for a new template.</param>
    public sealed record Template(
        [property: Needed, Longest(40)] string Code,
        AnswerKind Kind,
        [property: Needed, Longest(40)] string Name,
        [property: Needed, Longest(800)] string TextZh,
        [property: Needed, Longest(1000)] string TextEn,
        [property: Longest(60)] string? CategoryKey = null,
        [property: Longest(40)] string? ChannelCode = null,
        bool IsRetired = false,
        int? Edition = null
    );

    /// <summary>What is the district's own about a legal channel.</summary>
    public sealed record Place(
        [property: Needed, Longest(40)] string Code,
        [property: Longest(60)] string? Phone = null,
        [property: Longest(60)] string? Address = null,
        [property: Longest(40)] string? Hours = null,
        int? Version = null
    );

    /// <param name="Instead">Null takes the word off the list.</param>
    public sealed record Word(
        [property: Needed, Longest(20)] string Name,
        [property: Longest(40)] string? Instead = null,
        bool IsGone = false
    );

    /// <param name="Edition">The edition that counts now.</param>
    public sealed record Kept(string Code, int Edition);

    public static void Map(IEndpointRouteBuilder keepers)
    {
        keepers
            .MapPut("/answers", (Template command, KeepAnswers f, Actor actor, CancellationToken ct) => f.Run(command, actor, ct))
            .WithSummary("答复模板 · Save a prepared answer as a new edition");
        keepers
            .MapPut("/answers/channels", (Place command, KeepAnswers f, Actor actor, CancellationToken ct) => f.Run(command, actor, ct))
            .WithSummary("法定渠道 · Where people are sent");
        keepers
            .MapPut("/answers/words", (Word command, KeepAnswers f, Actor actor, CancellationToken ct) => f.Run(command, actor, ct))
            .WithSummary("行话 · A house word and its plain words");
    }

    /// <exception cref="InvalidInput"><c>answer.variable</c>: braces hold a name that means nothing.</exception>
    /// <exception cref="StaleVersion">Somebody made a newer edition.</exception>
    public async Task<Kept> Run(Template command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        desk.RequireDistrict(Permission.KeepAnswers, actor);
        var code = command.Code.Trim().ToLowerInvariant();
        if (!code.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            throw new InvalidInput(nameof(command.Code), "answer.code");
        foreach (var (field, text) in new[] { (nameof(command.TextZh), command.TextZh), (nameof(command.TextEn), command.TextEn) })
            if (FillAnswer.Unknown(text).Count > 0)
                throw new InvalidInput(field, "answer.variable");
        var category = string.IsNullOrEmpty(command.CategoryKey) ? null : command.CategoryKey;
        if (category is not null && (await desk.Catalogue(ct)).Find(category) is null)
            throw new InvalidInput(nameof(command.CategoryKey), "category.unknown");
        var channel = string.IsNullOrEmpty(command.ChannelCode) ? null : command.ChannelCode;
        if (channel is not null && !await desk.Db.Set<LegalChannel>().AnyAsync(c => c.Code == channel, ct))
            throw new InvalidInput(nameof(command.ChannelCode), "input.invalid");
        var last = await desk.Db.Set<AnswerTemplate>().Where(t => t.Code == code).MaxAsync(t => (int?)t.Edition, ct) ?? 0;
        if ((command.Edition ?? 0) != last)
            throw new StaleVersion(last);
        desk.Db.Add(
            new AnswerTemplate
            {
                DistrictId = desk.Db.DistrictId,
                Code = code,
                Edition = last + 1,
                Kind = command.Kind,
                CategoryKey = category,
                Name = command.Name.Trim(),
                TextZh = CaseDesk.Text(command.TextZh) ?? "",
                TextEn = CaseDesk.Text(command.TextEn) ?? "",
                ChannelCode = channel,
                IsRetired = command.IsRetired,
                By = actor.AccountId,
                At = desk.Now,
            }
        );
        desk.Db.Audit(actor, "answer.template", null, $"{code} {last + 1}", desk.Now);
        try
        {
            await desk.Db.Save(ct);
        }
        catch (DuplicateKey)
        {
            throw new StaleVersion(last + 1);
        }
        shelf.Forget(desk.Db.DistrictId);
        return new Kept(code, last + 1);
    }

    public async Task<Kept> Run(Place command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        desk.RequireDistrict(Permission.KeepAnswers, actor);
        var row = await desk.Db.Set<LegalChannel>().FirstOrDefaultAsync(c => c.Code == command.Code, ct) ?? throw new NotFound("channel");
        if (command.Version is { } seen && seen != row.Version)
            throw new StaleVersion(row.Version);
        (row.Phone, row.Address, row.Hours) = (command.Phone?.Trim() ?? "", command.Address?.Trim() ?? "", command.Hours?.Trim() ?? "");
        desk.Db.Audit(actor, "answer.channel", null, row.Code, desk.Now);
        await desk.Db.Save(ct);
        shelf.Forget(desk.Db.DistrictId);
        return new Kept(row.Code, row.Version);
    }

    public async Task<Kept> Run(Word command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        desk.RequireDistrict(Permission.KeepAnswers, actor);
        var name = command.Name.Trim();
        var row = await desk.Db.Set<HouseWord>().FirstOrDefaultAsync(w => w.Word == name, ct);
        if (command.IsGone && row is not null)
            desk.Db.Remove(row);
        else if (!command.IsGone && row is not null)
            row.Instead = command.Instead?.Trim() ?? "";
        else if (!command.IsGone)
            desk.Db.Add(
                new HouseWord
                {
                    DistrictId = desk.Db.DistrictId,
                    Word = name,
                    Instead = command.Instead?.Trim() ?? "",
                }
            );
        desk.Db.Audit(actor, "answer.word", null, name, desk.Now);
        await desk.Db.Save(ct);
        return new Kept(name, 1);
    }
}
