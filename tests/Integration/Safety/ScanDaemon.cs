using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gezhi.Tests.Integration.Safety;

/// <summary>A daemon as the protocol describes it: takes chunks until one of no bytes, then says what it found.</summary>
internal sealed class ScanDaemon : IAsyncDisposable
{
    public const int Longest = 2 << 20;
    private readonly Socket socket;
    private readonly CancellationTokenSource end = new();
    private readonly Task serving;

    private ScanDaemon(Socket socket, string address) => (this.socket, Address, serving) = (socket, address, Serve(socket));

    public string Address { get; }

    public System.Collections.Concurrent.ConcurrentBag<byte[]> Seen { get; } = [];

    public static ScanDaemon Start(string way)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("clam-").FullName, "d.ctl");
        var listening =
            way == "unix"
                ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
                : new Socket(SocketType.Stream, ProtocolType.Tcp);
        listening.Bind(way == "unix" ? new UnixDomainSocketEndPoint(path) : new IPEndPoint(IPAddress.Loopback, 0));
        listening.Listen();
        return new ScanDaemon(
            listening,
            way == "unix" ? "unix://" + path : $"tcp://127.0.0.1:{((IPEndPoint)listening.LocalEndPoint!).Port}"
        );
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        socket.Dispose();
        await serving;
        end.Dispose();
    }

    private async Task Serve(Socket listening)
    {
        try
        {
            while (true)
            {
                using var peer = await listening.AcceptAsync(end.Token);
                await using var stream = new NetworkStream(peer);
                await stream.WriteAsync(Encoding.ASCII.GetBytes(await Look(stream) + "\0"));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
        {
            // the test has ended
        }
    }

    private async Task<string> Look(NetworkStream stream)
    {
        var command = new byte["zINSTREAM\0".Length];
        await stream.ReadExactlyAsync(command, end.Token);
        if (!command.AsSpan().SequenceEqual("zINSTREAM\0"u8))
            return "UNKNOWN COMMAND";
        using var all = new MemoryStream();
        var length = new byte[4];
        while (true)
        {
            await stream.ReadExactlyAsync(length, end.Token);
            var chunk = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
            if (chunk.Length == 0)
                break;
            await stream.ReadExactlyAsync(chunk, end.Token);
            if (all.Length + chunk.Length > Longest)
            {
                return "INSTREAM size limit exceeded. ERROR";
            }
            all.Write(chunk);
        }
        Seen.Add(all.ToArray());
        return all.ToArray().AsSpan().IndexOf("EICAR-STANDARD"u8) >= 0 ? "stream: Win.Test.EICAR_HDB-1 FOUND" : "stream: OK";
    }
}
