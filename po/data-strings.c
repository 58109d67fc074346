/* Made by `make potfiles` of the JSON files in data/; nothing compiles it. */

/* data/workloads/backends.json */
N_ ("Backends");
N_ ("Each request needs answers of some of three services and gives up the others, or all when it takes too long.");
N_ ("Requests");
N_ ("How many requests there are.");
N_ ("Enough");
N_ ("How many of the three services have to answer; then the others are given up.");
N_ ("Latency");
N_ ("How long a service takes, on average: most are quick, a few take very long.");
N_ ("Give up");
N_ ("After how long a request goes on without what has not come.");
N_ ("Seed");
N_ ("Which answers are slow.");

/* data/workloads/blocked-loop.json */
N_ ("Blocked loop");
N_ ("Some tasks tick at short intervals; one makes a single long call. Where that call blocks, it holds the whole loop and all of them stand still.");
N_ ("Tickers");
N_ ("How many tasks tick.");
N_ ("Ticks");
N_ ("How often each of them does.");
N_ ("Tick");
N_ ("From one tick to the next.");
N_ ("Call");
N_ ("How long the one call takes.");
N_ ("The call");
N_ ("\"blocking\": a loop cannot see it; \"awaited\": the loop goes on meanwhile.");
N_ ("blocking");
N_ ("awaited");

/* data/workloads/convoy.json */
N_ ("Convoy");
N_ ("A task that mostly waits runs beside tasks that only compute. Where they share one lock, each of its short steps queues behind a long one.");
N_ ("Computing");
N_ ("How many tasks compute beside it; without any it wakes at once.");
N_ ("Compute");
N_ ("How much each of those computes: what takes a processor this long.");
N_ ("Waits");
N_ ("How often the other task waits.");
N_ ("Wait");
N_ ("How long each time.");

/* data/workloads/crawler.json */
N_ ("Crawler");
N_ ("Each task fetches pages and takes them apart: waiting and computing in one task.");
N_ ("Tasks");
N_ ("How many tasks there are.");
N_ ("Pages");
N_ ("How many pages each of them fetches, one after the other.");
N_ ("How long the server takes until a page begins.");
N_ ("Size");
N_ ("How many bytes a page has.");
N_ ("Parse");
N_ ("How much is computed for each page: what takes a processor this long.");
N_ ("Keep alive");
N_ ("Whether a connection is used for one page after the other.");
N_ ("yes");
N_ ("no");

/* data/workloads/deadlock.json */
N_ ("Deadlock");
N_ ("Two tasks take the same two locks in opposite orders: each ends up with one and waits for the other for ever.");
N_ ("Hold");
N_ ("How long a task holds its first lock before it asks for the second.");

/* data/workloads/files.json */
N_ ("Files");
N_ ("Each task reads a file to its end, out of memory or from the disk.");
N_ ("Files");
N_ ("How many there are. Each has a task that reads it.");
N_ ("How large each of them is.");
N_ ("Piece");
N_ ("How much is read at a time.");
N_ ("Page cache");
N_ ("\"warm\": the files are in memory; \"cold\": they are read from the disk, where the file system has a way to.");
N_ ("warm");
N_ ("cold");

/* data/workloads/io-bound.json */
N_ ("Calls with arguments");
N_ ("The function of the classic examples: it says what it was called with, waits, and returns it.");
N_ ("Calls");
N_ ("The arguments of each call: calls between commas, the arguments of one between spaces.");
N_ ("Duration");
N_ ("How long each of them waits.");
N_ ("It says");
N_ ("\"one\": its argument; \"two\": both; \"one-pid\", \"numbers-pid\" and \"letters-pid\" also the process it runs in.");
N_ ("one");
N_ ("one-pid");
N_ ("two");
N_ ("numbers-pid");
N_ ("letters-pid");

/* data/workloads/ipc.json */
N_ ("Pipe, socket, shared memory");
N_ ("One worker sends bytes to another: through a pipe, through a socket, or by way of memory that both of them map.");
N_ ("Pairs");
N_ ("How many senders there are, each with a receiver.");
N_ ("Through");
N_ ("\"pipe\" and \"socket\" hand the bytes to the kernel and back; \"memory\" is a ring that both sides see.");
N_ ("pipe");
N_ ("socket");
N_ ("memory");
N_ ("How much each sender sends.");
N_ ("How much goes through at a time.");

/* data/workloads/lock-order.json */
N_ ("Lock order");
N_ ("The cure of the deadlock: both tasks take the two locks in the same order, so that one of them waits and the other gets through.");

/* data/workloads/many-waits.json */
N_ ("Many waits");
N_ ("A lot of tasks wait at the same time, as a server does for its clients: what a thread costs, and a coroutine does not.");
N_ ("How many wait.");
N_ ("How long each of them does.");

/* data/workloads/map-reduce.json */
N_ ("Map, shuffle, reduce");
N_ ("Mappers write a text of words; each word goes to the reducer that counts it, and one task adds up what all have counted.");
N_ ("Mappers");
N_ ("How many tasks generate text.");
N_ ("Words");
N_ ("How many words each of them generates.");
N_ ("Reducers");
N_ ("How many tasks count. Each word has one that counts it.");
N_ ("Think of a word");
N_ ("How long a mapper computes for each word.");

/* data/workloads/memory.json */
N_ ("Memory");
N_ ("Tasks that do nothing but be there at the same time: what one costs as a coroutine, a fiber, a thread or a process.");
N_ ("How many there are.");
N_ ("How long each stays.");

/* data/workloads/mixed.json */
N_ ("Mixed");
N_ ("Tasks that compute and wait in turn, as most programs do.");
N_ ("Rounds");
N_ ("How often each task computes and then waits.");
N_ ("How much is computed in a round: what takes a processor this long.");
N_ ("How long a task waits in a round.");

/* data/workloads/oversubscription.json */
N_ ("Oversubscription");
N_ ("More tasks compute at once than there are processors: they take turns, and none of them gets done sooner.");
N_ ("How many compute.");
N_ ("How much each computes: what takes a processor this long.");

/* data/workloads/philosophers.json */
N_ ("Dining philosophers");
N_ ("Philosophers sit in a ring with a fork between any two. Each thinks, takes both forks and eats; when all take the left one first, none ever gets the other.");
N_ ("Philosophers");
N_ ("How many sit at the table. As many forks lie on it.");
N_ ("Meals");
N_ ("How often each of them eats.");
N_ ("First fork");
N_ ("\"left\": each takes the left one first; \"lower\": the one with the lower number, which breaks the ring.");
N_ ("left");
N_ ("lower");
N_ ("Think");
N_ ("How long a philosopher thinks before a meal.");
N_ ("Reach");
N_ ("How long it takes from the first fork to the second.");
N_ ("Eat");
N_ ("How long a meal takes.");

/* data/workloads/pipeline.json */
N_ ("Pipeline");
N_ ("A producer makes items, workers turn each into a result, a consumer collects them; bounded queues lie between.");
N_ ("Items");
N_ ("How many the producer makes.");
N_ ("Workers in the middle");
N_ ("How many tasks work on the items.");
N_ ("Queue size");
N_ ("How many items each of the two queues holds.");
N_ ("Make one");
N_ ("How long the producer waits for each item.");
N_ ("Work on one");
N_ ("How long a worker computes for each item.");
N_ ("Collect one");
N_ ("How long the consumer waits with each result.");

/* data/workloads/primes.json */
N_ ("Primes");
N_ ("Tasks that only compute: each says by trial division whether a number is prime.");
N_ ("Numbers");
N_ ("The numbers to check, with commas between them; each is a task.");

/* data/workloads/race.json */
N_ ("Race");
N_ ("Tasks add to one counter. Each reads it, computes and writes it back, and what another one wrote meanwhile is lost.");
N_ ("How many tasks add to the counter.");
N_ ("Additions");
N_ ("How often each of them adds one.");
N_ ("Protection");
N_ ("\"none\": nothing; \"lock\": a lock around each addition; \"atomic\": additions that the processor does in one.");
N_ ("none");
N_ ("lock");
N_ ("atomic");
N_ ("Counter");
N_ ("\"private\": each process or interpreter has its own; \"shared\": it lies in memory that all of them map.");
N_ ("private");
N_ ("shared");

/* data/workloads/reference-count.json */
N_ ("Reference counts");
N_ ("Every use of an object counts up and down again, as an interpreter does that frees what nobody uses. A count that ends too high is a leak; one that falls too low frees what is still in use.");
N_ ("How many tasks use the object.");
N_ ("Uses");
N_ ("Counting");
N_ ("\"plain\": read, add, write, which only a GIL keeps together; \"atomic\": in one, which needs no GIL and takes longer.");
N_ ("plain");

/* data/workloads/sites.json */
N_ ("Sites");
N_ ("Each address of a list is asked for its page; real ones only with permission.");
N_ ("Addresses");
N_ ("What is fetched, with commas between; server:/ is the embedded server.");
N_ ("How long the embedded server takes until a page begins.");
N_ ("After how long a page is no longer waited for.");

/* data/workloads/sleep.json */
N_ ("Sleep");
N_ ("Tasks that only wait, as a program does that asks the network or a disk.");
N_ ("How many functions are called.");

/* data/workloads/spinner.json */
N_ ("Spinner");
N_ ("An animation turns until a slow function has its answer. It shows who leaves it the time to: it is smooth, or it freezes.");
N_ ("The function");
N_ ("\"sleeping\": waits; \"computing\": computes to its end; \"yielding\": computes and gives way now and then.");
N_ ("sleeping");
N_ ("computing");
N_ ("yielding");
N_ ("Number");
N_ ("Is it prime? That is what the function finds out when it computes.");
N_ ("How long the function waits when it sleeps.");
N_ ("Frame");
N_ ("How long one picture of the animation stands.");

/* data/workloads/starvation.json */
N_ ("Starvation");
N_ ("Tasks that only compute, and never give way of their own accord: who is ready may have to wait much longer than its turn.");
N_ ("Spinners");
N_ ("How many tasks compute.");
N_ ("Manners");
N_ ("\"greedy\": computes to its end; \"polite\": lets others go first now and then.");
N_ ("greedy");
N_ ("polite");

/* data/workloads/web-pages.json */
N_ ("Web pages");
N_ ("Pages are fetched from a server that takes its time: most of the program's life is waiting.");
N_ ("How many pages are fetched, each by a task of its own.");
N_ ("How long the server takes until a page begins, on average.");
N_ ("Spread");
N_ ("Whether all pages take as long, or some less and some more.");
N_ ("fixed");
N_ ("uniform");
N_ ("long-tailed");
N_ ("Failures");
N_ ("So many of a hundred pages are answered with an error.");
N_ ("Resets");
N_ ("So many of a hundred pages break off in their middle.");
N_ ("Served at once");
N_ ("How many requests the server works on at the same time; 0: all.");
N_ ("HTTPS");
N_ ("Whether what is sent is encrypted.");
N_ ("http2");
N_ ("untrusted");
N_ ("Which pages are slow, fail or break off.");

/* data/presets/blocked-loop-awaited.json */
N_ ("A call that is awaited");
N_ ("The same call, awaited: the loop goes on, and nobody misses a tick.");

/* data/presets/blocked-loop.json */
N_ ("A call that blocks the loop");
N_ ("Three coroutines tick every 10 ms; one makes a call that blocks for 200 ms. For that long nobody ticks, and then all are late.");

/* data/presets/convoy-interval.json */
N_ ("Convoy, cured by a shorter interval");
N_ ("With a switch interval of 0.5 ms instead of 5 the thread that waits gets the GIL sooner. The price is that the one that computes is interrupted more often.");

/* data/presets/convoy.json */
N_ ("One thread computes, one waits for a millisecond again and again. Each time that its wait is over, it waits for the GIL, for a switch interval of 5 ms: most of its time it is ready and cannot run.");

/* data/presets/coroutines-hundred.json */
N_ ("A hundred coroutines with two arguments each");
N_ ("A hundred waits of 3 s, one thread, 3 s altogether. The loop hardly computes: look at how short the stretches are in which it runs, and at the memory, which is hardly more than for one.");

/* data/presets/cpu-async.json */
N_ ("Computing in an event loop");
N_ ("A loop runs one coroutine at a time, and one that computes never gives way: the tasks stand in line, as with one after the other. async helps who waits, not who computes.");

/* data/presets/cpu-processes.json */
N_ ("Computing on all CPUs with processes");
N_ ("The same numbers in one process for each processor, each with an interpreter of its own. Now the lanes run at once, and it gets shorter by as many processors as there are.");

/* data/presets/cpu-threads.json */
N_ ("Computing on one CPU with threads");
N_ ("Threads that compute hold the GIL all the time: four of them are in flight, but one at a time runs, and the others wait for the GIL in stretches of the switch interval, 5 ms. It takes as long as one after the other.");

/* data/presets/deadlock.json */
N_ ("Task 1 holds A and wants B, task 2 holds B and wants A. Both wait for ever; the run is ended, and its outcome says who holds what.");

/* data/presets/files-cold.json */
N_ ("Files from the disk");
N_ ("The same files, read past the page cache: now each piece is a wait for the disk, and waits overlap.");

/* data/presets/files-warm.json */
N_ ("Files out of memory");
N_ ("Eight files that were just written are read out of the page cache: the wait is so short that threads hardly help.");

/* data/presets/ipc-memory.json */
N_ ("Two processes and shared memory");
N_ ("The same bytes by way of a ring in memory that both processes map: the kernel is only asked when one of them has to wait.");

/* data/presets/ipc-pipe.json */
N_ ("Two processes and a pipe");
N_ ("A process sends bytes to another through a pipe: the kernel copies each piece twice, in and out. Compare the makespan with ipc-socket and ipc-memory.");

/* data/presets/ipc-socket.json */
N_ ("Two processes and a socket");
N_ ("The same bytes through a socket pair of the Unix domain.");

/* data/presets/lock-order.json */
N_ ("Deadlock, cured by an order");
N_ ("Both tasks take A first. One waits a moment, and both get through: a ring needs two orders.");

/* data/presets/many-waits-async.json */
N_ ("Many waits in one loop");
N_ ("A thousand clients on one thread. Nothing is started for any of them, and all of them wait at once.");

/* data/presets/many-waits-threads.json */
N_ ("Many waits with a thread each");
N_ ("A thousand clients, a thread for each. It works, and it costs the start of a thousand threads: compare the memory and the queue delay with many-waits-async.");

/* data/presets/map-reduce.json */
N_ ("Mappers put words into the parts of a queue, by a hash of the word; each reducer counts the words of its part. Look at who waits for whom: reducers for words, at first all the time.");

/* data/presets/memory-async.json */
N_ ("What a coroutine costs");
N_ ("Ten thousand tasks that only wait, in one loop. Look at the memory, and compare it with memory-processes.");

/* data/presets/memory-processes.json */
N_ ("What a process costs");
N_ ("Twenty tasks that only wait, each in a process of its own. Look at the memory for each task, and compare it with memory-async.");

/* data/presets/oversubscription-fitted.json */
N_ ("As many threads as processors");
N_ ("The same sixteen tasks on two threads. The whole takes as long, but each task is done in about 50 ms once it has begun.");

/* data/presets/oversubscription.json */
N_ ("More threads than processors");
N_ ("Sixteen tasks compute at once on a few processors. They take turns, so each of them takes many times its 50 ms, and the first one is done hardly before the last.");

/* data/presets/philosophers-ordered.json */
N_ ("Dining philosophers, cured");
N_ ("Each takes the fork with the lower number first, so one of them reaches for the other side, and the ring cannot close. All get full.");

/* data/presets/philosophers.json */
N_ ("Each of five takes the left fork first, then waits for the right one. Sooner or later all hold one and wait for their neighbour: a ring of five.");

/* data/presets/pipeline-small-pool.json */
N_ ("A pipeline in a pool that is too small");
N_ ("Four tasks and two threads: the consumer never gets one, its queue fills, and all that runs waits for it. The outcome says that a task is queued and every worker taken.");

/* data/presets/pipeline.json */
N_ ("A pipeline with bounded queues");
N_ ("A producer, two workers, a consumer, and a queue of four items between any two. The workers are the slow ones: the first queue fills, and the producer waits for room, which is what a bound is for. The consumer waits for something to come.");

/* data/presets/processes-named.json */
N_ ("Named parameters across processes");
N_ ("Two parameters for each call and a process for each. What comes back is a copy, too: results travel as bytes.");

/* data/presets/processes-pairs.json */
N_ ("Ten processes for three pairs");
N_ ("Ten workers are allowed and three are started, because there are three calls. Both arguments travel to the worker as bytes.");

/* data/presets/processes-ten.json */
N_ ("Ten tasks on five processes");
N_ ("Five processes take two calls each, so it lasts 6 s. Five lanes with two waits each: the second five are queued for 3 s. --results has them in the order of submission, 1 to 10.");

/* data/presets/processes-three.json */
N_ ("Three processes wait for 3 s each");
N_ ("The same three calls in worker processes. With --log each line has another PID. For waiting it is no faster than threads, and it costs the start of three processes: look at the gap before the first wait, and at the memory.");

/* data/presets/processes-unpacked.json */
N_ ("Pairs from a list");
N_ ("The arguments come from a list of pairs, which is unpacked for each call. The picture is the same as for pairs that are written out: what a task is given does not change how it is run.");

/* data/presets/race-atomic.json */
N_ ("Lost updates, cured by the processor");
N_ ("The processor adds in one indivisible instruction: right as with the lock, and nobody waits for anybody that the scheduler could see.");

/* data/presets/race-lock.json */
N_ ("Lost updates, cured by a lock");
N_ ("A lock around each addition: the counter is right. Look at how much of the time the threads wait for the lock; what is protected this finely is hardly parallel any more.");

/* data/presets/race.json */
N_ ("Lost updates");
N_ ("Four threads add to one counter: each reads it, computes and writes it back. What another one wrote in between is lost, so the counter ends below 400,000, by another number each time. The outcome says how much is missing.");

/* data/presets/reference-count-atomic.json */
N_ ("Reference counts with atomic instructions");
N_ ("What a Python without a GIL has to do: count with atomic instructions. It is right, and each of them costs more.");

/* data/presets/reference-count-gil.json */
N_ ("Reference counts under the GIL");
N_ ("The same plain counting is right under the GIL, because nobody else runs in the middle of an instruction. That is what the GIL is for.");

/* data/presets/reference-count.json */
N_ ("Reference counts without a GIL");
N_ ("Each use counts up and down again. Without a GIL and with plain instructions updates get lost, and the object would be freed too early or never.");

/* data/presets/spinner-async.json */
N_ ("The spinner in an event loop");
N_ ("The slow function never gives way, so the loop stands still until it has its answer: the spinner does not turn once. This is the mistake; spinner-yielding is one cure.");

/* data/presets/spinner-processes.json */
N_ ("The spinner with processes");
N_ ("The slow function has a process of its own, so nothing holds the spinner up, if there is a second processor.");

/* data/presets/spinner-threads.json */
N_ ("The spinner with threads");
N_ ("A slow function computes in one thread while another turns the spinner. The spinner asks for the GIL at each frame and gets it after a switch interval: it turns, though a frame comes late by up to 5 ms.");

/* data/presets/spinner-yielding.json */
N_ ("The spinner's cure: give way");
N_ ("The slow function gives way every 100,000 divisions, as with asyncio.sleep(0) in its loop. Between two pieces the loop turns the spinner. Nobody sees it freeze.");

/* data/presets/starvation-polite.json */
N_ ("Starvation, cured");
N_ ("The same computing, but each gives way now and then. All three go on together; the whole takes as long as before.");

/* data/presets/starvation.json */
N_ ("Starvation in an event loop");
N_ ("Three tasks compute and never give way. The first one runs to its end while the two others, ready all the time, stay queued.");

/* data/presets/threads-list.json */
N_ ("A pool takes its arguments from a list");
N_ ("The calls are submitted in a loop, and their results asked for in the same order. --results prints a, b, c, in whatever order the calls ended, because a future is asked and not awaited by its end.");

/* data/presets/threads-named.json */
N_ ("Two named parameters");
N_ ("Each call has two parameters, given as a dictionary in the original. Two calls and three threads: one thread has nothing to do, and the chart shows no lane for it.");

/* data/presets/threads-simple.json */
N_ ("Three threads wait for 3 s each");
N_ ("Three calls are handed to a pool of three threads, as ThreadPoolExecutor does. All of them wait at the same time, so the whole takes 3 s and not 9: a thread that waits does not hold the GIL. With --log you see all three begin before the first one ends.");

/* data/presets/web-async.json */
N_ ("Web pages in an event loop");
N_ ("The same twenty pages, all asked for at once by one thread: the whole takes little more than one page. Waits need no thread, and the loop does nothing but begin them and take what has come.");

/* data/presets/web-processes.json */
N_ ("Web pages in processes");
N_ ("The same twenty pages, read by four processes. The waits overlap as they do with threads, but each process has to be started and has a memory of its own: look at the memory, and at when the first page is asked for.");

/* data/presets/web-single.json */
N_ ("Web pages, one after the other");
N_ ("Twenty pages are read one after the other, and the program waits for each: the whole takes as long as all of the waits together. This is what the next three do better.");

/* data/presets/web-sites.json */
N_ ("Twenty sites are touched");
N_ ("Twenty addresses are asked for their pages at once, as a program does that looks whether sites are there. They are the embedded server's; with --url or --urls and --allow-network they may be real ones.");

/* data/presets/web-threads.json */
N_ ("Web pages with threads");
N_ ("The same twenty pages, read by a pool of four threads under a GIL. A thread that waits for a page lets the lock go, so four waits overlap, and the GIL costs nothing.");

/* data/latency/ardanlabs.json */
N_ ("Ardan Labs");

/* data/latency/dean-2009.json */
N_ ("Jeff Dean, 2009");

/* data/latency/dean-2010.json */
N_ ("Jeff Dean, 2010");

/* data/latency/gregg-2013.json */
N_ ("Brendan Gregg, 2013");
N_ ("Systems Performance, first edition: one cycle of 0.3 ns stands for one second.");
N_ ("SSD input or output");
N_ ("Rotational disk input or output");
N_ ("San Francisco to the United Kingdom and back");
N_ ("San Francisco to Australia and back");
N_ ("Reboot a system virtualised by the operating system");

/* data/latency/gregg-2020.json */
N_ ("Brendan Gregg, 2020");
N_ ("Systems Performance, second edition: one cycle of 0.3 ns stands for one second.");
N_ ("San Francisco to New York and back");
N_ ("Boot a lightweight virtual machine");
N_ ("TCP retransmission");
N_ ("SCSI command time-out");
N_ ("Boot a hardware virtual machine");
N_ ("Reboot a physical system");

/* data/latency/jboner-2012.json */
N_ ("Jonas Bonér, 2012");
N_ ("Send 1 KB over a 1 Gbps network");
N_ ("at about 1 GB/s");

/* data/latency/jeppesen-2016.json */
N_ ("David Jeppesen, 2016");
N_ ("Computer Latency at a Human Scale: one cycle of 0.4 ns of a Xeon E5 v4 stands for one second. The year is that of the processor.");
N_ ("Optane memory access");
N_ ("less than this");
N_ ("NVMe SSD input or output");
N_ ("San Francisco to Hong Kong and back");

/* data/latency/napkin-2026.json */
N_ ("Napkin math, 2026");
N_ ("Measured on a Google Cloud c4-standard-48-lssd, a Xeon 6985P-C. Random memory is pipelined there: many references at once, not one after the other.");
N_ ("Sequential memory, 64 bytes");
N_ ("Hash 64 bytes");
N_ ("Random memory, pipelined");
N_ ("Cryptographic hash of 64 bytes");
N_ ("Read 8 KiB sequentially from SSD");
N_ ("TCP echo of 32 KiB");
N_ ("Round trip within a region");
N_ ("Write 8 KiB to SSD (fsync)");
N_ ("Database query");
N_ ("Random disk read");
N_ ("Blob storage, get");
N_ ("Western Europe to the US East and back");
N_ ("US West to Singapore and back");
N_ ("Blob storage, put");

/* data/latency/nelsnelson.json */
N_ ("Nels Nelson");
N_ ("The common table with a system call and a context switch of an Intel 5150; the year is that of the table it began with.");

/* data/latency/norvig.json */
N_ ("Peter Norvig");
N_ ("The year is that of the essay; the table has no SSD and no data centre.");
N_ ("Execute a typical instruction");
N_ ("Packet from the US to Europe and back");

/* data/latency/notes.json */
N_ ("The source notes");
N_ ("Twelve rows of Ardan Labs' table, with 12 instructions to the nanosecond; the comparisons in words mix in another table.");
N_ ("1 CPU instruction");
N_ ("100 CPU instructions");
N_ ("1 memory reference");
N_ ("read 1MB from memory");
N_ ("read 1MB from disk");
N_ ("disk seek");
N_ ("ping US from Europe");
N_ ("reference memory");
N_ ("disk seek");
N_ ("disk seek and read 1MB");
N_ ("ping US");
