using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Channels;

/// <summary>Connects systems, renews their keys and lets them go. 维护来源系统</summary>
internal sealed class KeepSources(
    GezhiDb db,
    FieldCipher cipher,
    CallbackAddress addresses,
    IEnumerable<ChannelAdapter> adapters,
    TimeProvider clock
)
{
    /// <summary>Characters.</summary>
    public const int LongestName = 40;

    /// <summary>Doors of their own: a module above this one, and files.</summary>
    private static readonly Channel[] WithoutAdapter = [Channel.Open311, Channel.Import, Channel.BuildingGroup];

    /// <summary>Channels that machines use, each with a door of its own; the others are pages of people.</summary>
    public IReadOnlyList<Channel> OfMachines => [.. adapters.Select(a => a.Channel).Concat(WithoutAdapter).Order()];

    /// <param name="Channel">The one channel it uses; cannot be changed later.</param>
    /// <param name="CallbackUrl">Where answers go; empty: it fetches them, or they leave as a file.</param>
    /// <param name="LimitAMinute">Requests a minute.</param>
    /// <param name="Switches">Options that are on, see <see cref="SourceSwitches"/>.</param>
    /// <param name="Version">Version the administrator saw; null for a new one.</param>
    public sealed record Command(
        [property: Needed] Channel? Channel,
        [property: Needed, Longest(LongestName)] string Name,
        [property: Longest(CallbackAddress.Longest)] string? CallbackUrl = null,
        [property: Between(1, 6000)] int LimitAMinute = 60,
        IReadOnlyList<string>? Switches = null,
        int? Version = null
    );

    /// <summary>What is only told to the version that was seen.</summary>
    public sealed record Seen(int? Version = null);

    /// <param name="Key">Shown now and never again.</param>
    /// <param name="Secret">Of the signatures; shown now and never again.</param>
    public sealed record Shown(Guid Id, string Name, string Key, string Secret);

    public static void Map(IEndpointRouteBuilder api)
    {
        var sources = api.MapGroup("/sources").RequirePermission(Permission.ManageAccounts);
        sources.MapGet("", (ReadSources read, CancellationToken ct) => read.All(ct)).WithSummary("来源系统 · Connected systems");
        sources
            .MapPost(
                "",
                async (Command command, KeepSources keep, Actor actor, CancellationToken ct) =>
                    TypedResults.Created("/admin/sources", await keep.Connect(command, actor, ct))
            )
            .WithSummary("接入 · Connect a system");
        sources
            .MapPut(
                "/{sourceId:guid}",
                (Guid sourceId, Command command, KeepSources keep, Actor actor, CancellationToken ct) =>
                    keep.Change(sourceId, command, actor, ct)
            )
            .WithSummary("修改 · Change");
        sources
            .MapPost(
                "/{sourceId:guid}/key",
                (Guid sourceId, Seen seen, KeepSources keep, Actor actor, CancellationToken ct) => keep.Renew(sourceId, seen, actor, ct)
            )
            .WithSummary("更换密钥 · Renew the key");
        sources
            .MapPost(
                "/{sourceId:guid}/retirement",
                (Guid sourceId, Seen seen, KeepSources keep, Actor actor, CancellationToken ct) => keep.Retire(sourceId, seen, actor, ct)
            )
            .WithSummary("停用 · Retire");
    }

    /// <exception cref="InvalidInput">A name, channel, callback or option cannot be used.</exception>
    public async Task<Shown> Connect(Command command, Actor actor, CancellationToken ct)
    {
        var now = clock.UtcNow;
        var source = new ChannelSource
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            Channel =
                command.Channel is { } channel && OfMachines.Contains(channel)
                    ? channel
                    : throw new InvalidInput("Channel", "source.channel"),
            CreatedAt = now,
        };
        Fill(source, command);
        var shown = NewKey(source);
        db.Add(source);
        db.Audit(actor, "source.connected", source.Id, $"{source.Channel} {source.Name}", now);
        await db.Save(ct);
        return shown;
    }

    /// <exception cref="StaleVersion">Somebody else changed it.</exception>
    public async Task Change(Guid sourceId, Command command, Actor actor, CancellationToken ct)
    {
        var source = await Find(sourceId, command.Version, ct);
        Fill(source, command);
        db.Audit(actor, "source.changed", source.Id, source.Name, clock.UtcNow);
        await db.Save(ct);
    }

    /// <summary>The old key and secret end at this moment.</summary>
    public async Task<Shown> Renew(Guid sourceId, Seen seen, Actor actor, CancellationToken ct)
    {
        var source = await Find(sourceId, seen.Version, ct);
        var shown = NewKey(source);
        db.Audit(actor, "source.renewed", source.Id, source.Name, clock.UtcNow);
        await db.Save(ct);
        return shown;
    }

    /// <summary>Its key opens nothing any more; what it reported stays, answers that are due still leave.</summary>
    public async Task Retire(Guid sourceId, Seen seen, Actor actor, CancellationToken ct)
    {
        var source = await Find(sourceId, seen.Version, ct);
        source.RetiredAt = clock.UtcNow;
        db.Audit(actor, "source.retired", source.Id, source.Name, clock.UtcNow);
        await db.Save(ct);
    }

    private async Task<ChannelSource> Find(Guid sourceId, int? version, CancellationToken ct)
    {
        var source = await db.Set<ChannelSource>().FirstOrDefaultAsync(s => s.Id == sourceId, ct) ?? throw new NotFound("source");
        if (version is not null && version != source.Version)
            throw new StaleVersion(source.Version);
        return source.RetiredAt is null ? source : throw new RuleViolation("source.retired");
    }

    private void Fill(ChannelSource source, Command command)
    {
        Input.Check(command);
        source.Name = PlainText.CleanLine(command.Name);
        source.CallbackUrl = addresses.Check("CallbackUrl", command.CallbackUrl);
        source.LimitAMinute = command.LimitAMinute;
        var options = (command.Switches ?? []).Distinct().ToList();
        if (options.Exists(o => SourceSwitches.All.All(s => s.Option != o)))
            throw new InvalidInput("Switches", "input.invalid");
        source.Switches = string.Join(' ', options);
    }

    private Shown NewKey(ChannelSource source)
    {
        var (key, secret) = (SourceSecret.NewKey(source.DistrictId), SourceSecret.NewSecret());
        (source.KeyHash, source.KeyTail) = (SourceSecret.HashOf(key), key[^4..]);
        source.Secret = cipher.Seal(source.DistrictId, SourceSecret.Field, secret)!;
        return new Shown(source.Id, source.Name, key, secret);
    }
}
