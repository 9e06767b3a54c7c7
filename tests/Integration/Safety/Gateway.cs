using System.Collections.Concurrent;
using Gezhi.Platform.Notify;

namespace Gezhi.Tests.Integration.Safety;

/// <summary>An SMS gateway that can be slow, refuse or be missing.</summary>
internal sealed class Gateway : IMessageSender
{
    public ConcurrentQueue<(string Address, string Text)> Sent { get; } = new();

    public bool IsReady { get; set; } = true;

    /// <summary>How long a message takes.</summary>
    public TimeSpan Takes { get; set; }

    /// <summary>How many of the next messages are refused.</summary>
    public int Refusals { get; set; }

    public async Task Send(string channel, string address, string text, CancellationToken ct)
    {
        await Task.Delay(Takes, ct);
        if (Refusals > 0)
        {
            Refusals--;
            throw new MessageNotSent("the gateway is down");
        }
        Sent.Enqueue((address, text));
    }

    public int To(string address) => Sent.Count(s => s.Address.EndsWith(address, StringComparison.Ordinal));
}
