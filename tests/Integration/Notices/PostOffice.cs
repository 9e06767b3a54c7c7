using System.Collections.Concurrent;
using Gezhi.Platform.Notify;

namespace Gezhi.Tests.Integration.Notices;

/// <summary>A gateway for all media that keeps what it got, and refuses when told to.</summary>
internal sealed class PostOffice : IMessageSender
{
    public ConcurrentQueue<Outgoing> Got { get; } = new();

    public bool IsReady => true;

    /// <summary>Refuses for the time being.</summary>
    public bool IsShut { get; set; }

    /// <summary>Refuses this address for good.</summary>
    public string? Gone { get; set; }

    public Task Send(string channel, string address, string text, CancellationToken ct) =>
        Send(new Outgoing(Guid.Empty, channel, address, text, ""), ct);

    public Task Send(Outgoing message, CancellationToken ct)
    {
        if (IsShut)
            throw new MessageNotSent("HTTP 503");
        if (message.Address == Gone)
            throw new MessageNotSent("SMTP 550") { IsFinal = true };
        Got.Enqueue(message);
        return Task.CompletedTask;
    }

    public List<Outgoing> To(string address) => [.. Got.Where(m => m.Address.EndsWith(address, StringComparison.Ordinal))];
}
