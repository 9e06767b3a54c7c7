using System.Text.Json;
using System.Text.Json.Serialization;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Cases.Answers;

/// <summary>Gives a district the answers, legal channels and house words that come with the product, where it has none. 首次写入答复</summary>
internal sealed class FirstAnswers(IServiceScopeFactory scopes, Districts districts, TimeProvider clock, ILogger<FirstAnswers> log)
    : Loop(clock, log)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    internal sealed record TemplateRow(
        string Code,
        AnswerKind Kind,
        string Name,
        string Zh,
        string En,
        string? Channel = null,
        string? Category = null
    );

    internal sealed record ChannelRow(string Code, string Zh, string En, string ForZh, string ForEn, string Basis, string Phone = "");

    internal sealed record First(
        IReadOnlyList<TemplateRow> Templates,
        IReadOnlyList<ChannelRow> Channels,
        IReadOnlyDictionary<string, string> Words
    );

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        foreach (var district in districts.All)
            await Begin(district, ct);
        return null;
    }

    internal static First Read()
    {
        using var stream = typeof(FirstAnswers).Assembly.GetManifestResourceStream("Gezhi.Cases.Answers.first-answers.json")!;
        return JsonSerializer.Deserialize<First>(stream, Options)!;
    }

    private async Task Begin(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district), Now);
        if (await db.Set<LegalChannel>().AnyAsync(ct))
            return;
        var first = Read();
        db.AddRange(
            first.Templates.Select(t => new AnswerTemplate
            {
                DistrictId = district,
                Code = t.Code,
                Edition = 1,
                Kind = t.Kind,
                CategoryKey = t.Category,
                Name = t.Name,
                TextZh = t.Zh,
                TextEn = t.En,
                ChannelCode = t.Channel,
                At = now,
            })
        );
        db.AddRange(
            first.Channels.Select(
                (c, order) =>
                    new LegalChannel
                    {
                        DistrictId = district,
                        Code = c.Code,
                        Order = order,
                        NameZh = c.Zh,
                        NameEn = c.En,
                        ForZh = c.ForZh,
                        ForEn = c.ForEn,
                        Basis = c.Basis,
                        Phone = c.Phone,
                    }
            )
        );
        db.AddRange(
            first.Words.Select(w => new HouseWord
            {
                DistrictId = district,
                Word = w.Key,
                Instead = w.Value,
            })
        );
        await db.Save(ct);
    }
}
