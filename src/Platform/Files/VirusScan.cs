using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Gezhi.Platform.Problems;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Platform.Files;

/// <summary>What the scanner says about some bytes. 查毒结论</summary>
public enum Verdict
{
    Clean,
    Infected,

    /// <summary>It could not be asked, or gave no answer that is known.</summary>
    Unknown,
}

/// <summary>Asks a ClamAV daemon about an upload (protocol INSTREAM). 病毒扫描</summary>
/// <remarks>
/// By configuration alone: <c>Scan:ClamAv</c> is <c>tcp://host:3310</c> or <c>unix:///run/clamav/clamd.ctl</c>; empty: nothing is scanned. <c>Scan:Seconds</c>
/// (30) bounds one question. The daemon's <c>StreamMaxLength</c> must reach <see cref="FileIntake.LongestVideo"/>, or long videos stay in quarantine.
/// </remarks>
public sealed class VirusScan
{
    private const int Chunk = 64 * 1024;
    private const int LongestAnswer = 1024;
    private readonly EndPoint? daemon;
    private readonly TimeSpan longest;

    /// <exception cref="InvalidOperationException">An address that is neither tcp:// nor unix://.</exception>
    public VirusScan(IConfiguration configuration)
    {
        daemon = configuration["Scan:ClamAv"] is { Length: > 0 } address ? Of(address) : null;
        longest = TimeSpan.FromSeconds(Math.Clamp(configuration.GetValue("Scan:Seconds", 30), 1, 600));
    }

    public bool IsOn => daemon is not null;

    /// <summary>Null when no scanner is configured. Never throws for a scanner that is away: the answer is <see cref="Verdict.Unknown"/>.</summary>
    public async Task<Verdict?> Look(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        using var content = new MemoryStream(bytes.ToArray(), writable: false);
        return await Look(content, ct);
    }

    /// <summary>A table that is about to be read: nothing of it is used before the scanner has said that it is clean. Rewinds it. 表格查毒</summary>
    /// <param name="table">Can be read from its beginning again.</param>
    /// <exception cref="RuleViolation"><c>file.infected</c>; <c>file.not-scanned</c>: the scanner is away, or takes no file of this length.</exception>
    public async Task Demand(Stream table, string name, CancellationToken ct)
    {
        if (!IsOn)
            return;
        table.Position = 0;
        var verdict = await Look(table, ct);
        table.Position = 0;
        if (verdict != Verdict.Clean)
            throw new RuleViolation(verdict == Verdict.Infected ? "file.infected" : "file.not-scanned", name);
    }

    /// <summary>As for bytes, a piece at a time in memory.</summary>
    public async Task<Verdict?> Look(Stream content, CancellationToken ct)
    {
        if (daemon is null)
            return null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(longest);
        try
        {
            return Said(await Ask(content, limit.Token));
        }
        catch (Exception e) when (e is SocketException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return Verdict.Unknown;
        }
    }

    private async Task<string> Ask(Stream content, CancellationToken ct)
    {
        using var socket =
            daemon is UnixDomainSocketEndPoint
                ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
                : new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(daemon!, ct);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), ct);
        var length = new byte[4];
        var part = new byte[Chunk];
        while (await content.ReadAtLeastAsync(part, part.Length, throwOnEndOfStream: false, ct) is > 0 and var taken)
        {
            BinaryPrimitives.WriteInt32BigEndian(length, taken);
            await stream.WriteAsync(length, ct);
            await stream.WriteAsync(part.AsMemory(0, taken), ct);
        }
        await stream.WriteAsync(new byte[4], ct);
        var answer = new byte[LongestAnswer];
        var read = await stream.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, ct);
        return Encoding.ASCII.GetString(answer, 0, read).TrimEnd('\0', '\n', ' ');
    }

    /// <summary><c>stream: OK</c>, <c>stream: NAME FOUND</c>, or a complaint of its own.</summary>
    private static Verdict Said(string answer) =>
        answer == "stream: OK" ? Verdict.Clean
        : answer.StartsWith("stream: ", StringComparison.Ordinal) && answer.EndsWith(" FOUND", StringComparison.Ordinal) ? Verdict.Infected
        : Verdict.Unknown;

    private static EndPoint Of(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) switch
        {
            true when uri!.Scheme == "tcp" && uri.Host.Length > 0 => new DnsEndPoint(uri.IdnHost, uri.Port > 0 ? uri.Port : 3310),
            true when uri!.Scheme == "unix" && uri.AbsolutePath.Length > 1 => new UnixDomainSocketEndPoint(uri.AbsolutePath),
            _ => throw new InvalidOperationException("Scan:ClamAv must be tcp://host:port or unix:///path"),
        };
}
